"""Changes of a list's prices that are gathered, looked at, and published for a time."""

from django.db import models
from django.db.models import Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import PriceField, QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.pricing.models.price_list import PriceList
from dinghuo.pricing.states import DraftState


class PriceDraft(MarketRow):
    """A set of price changes of one list, from `starts_at` (None: from when it is published) up to `ends_at` (None:
    until further notice). Published, its prices stand in the list with their time: nothing has to run then."""

    isolation = by_market()

    number = models.CharField(max_length=20)
    list = models.ForeignKey(PriceList, models.CASCADE, related_name="drafts", db_index=False)
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, default=DraftState.DRAFT.value)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=now)
    made_by_name = models.CharField(max_length=200)
    submitted_by_id = models.UUIDField(null=True)
    submitted_by_name = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True, default="")
    reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "number"], name="price_draft_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in DraftState]), name="price_draft_state_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at=None) | Q(ends_at__gt=models.F("starts_at")),
                name="price_draft_times_in_order",
            ),
        ]
        indexes = [models.Index(fields=["market_id", "list", "-number"], name="price_draft_by_list")]


class PriceDraftRow(MarketRow):
    """One change: the new `amount` of a slot, None to take its price off. `before`: what publishing ended or dropped,
    as [id, amount, from, to] each, by which it can be undone; null until it is published, and where nothing changed."""

    isolation = by_market()

    draft = models.ForeignKey(PriceDraft, models.CASCADE, related_name="rows", db_index=False)
    variant = models.ForeignKey("catalogue.Variant", models.CASCADE, related_name="+", db_index=False)
    unit = models.CharField(max_length=20)
    min_quantity = QuantityField(default=1)
    amount = PriceField(null=True)
    before = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "draft", "variant", "unit", "min_quantity"],
                name="price_draft_slot_once",
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0), name="price_draft_amount_positive"
            ),
        ]


class PriceReview(MarketRow):
    """A seller whose drafts a second person looks at before they count. Without a row nobody has to."""

    isolation = by_market()

    seller = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market_id", "seller"], name="price_review_once")]
