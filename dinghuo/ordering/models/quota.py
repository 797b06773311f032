"""How much of an article a customer may order in a while, and which lines count."""

from django.db import models
from django.db.models import F, Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market, by_party
from dinghuo.ordering.rules.quotas import Period

ORGANISATION = "organisations.Organisation"


class Quota(MarketRow):
    """What each customer, those of a group or of a level, or every one may order of a seller's article, in base units.

    Whoever places an order for the customer must find it; the program shows all of them to the seller alone. Its row is
    locked by whoever orders the article, so that two orders of one customer are counted one after the other.
    """

    isolation = by_market()

    seller = models.ForeignKey(ORGANISATION, models.CASCADE, related_name="+", db_index=False)
    variant = models.ForeignKey("catalogue.Variant", models.CASCADE, related_name="+", db_index=False)
    buyer = models.ForeignKey(ORGANISATION, models.CASCADE, related_name="+", null=True, db_index=False)
    group = models.ForeignKey(
        "organisations.CustomerGroup", models.CASCADE, related_name="+", null=True, db_index=False
    )
    level = models.ForeignKey("members.Level", models.CASCADE, related_name="+", null=True, db_index=False)
    quantity = QuantityField()
    period = models.CharField(max_length=8)
    starts = models.DateField()
    ends = models.DateField(null=True)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "variant", "seller", "buyer", "group", "level"],
                name="quota_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="quota_not_negative"),
            models.CheckConstraint(
                condition=Q(period__in=[each.value for each in Period]), name="quota_period_known"
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="quota_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(buyer=None, group=None) | Q(buyer=None, level=None) | Q(group=None, level=None),
                name="quota_one_audience",
            ),
        ]


class QuotaUse(MarketRow):
    """A line that counts for its buyer's quota of an article. How much it counts, the line itself says: what is refused
    or cancelled of it is free again without anybody's doing."""

    isolation = by_party("buyer_id", "seller_id")

    line_id = models.UUIDField()
    variant_id = models.UUIDField()
    buyer_id = models.UUIDField()
    seller_id = models.UUIDField()
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market_id", "line_id"], name="quota_use_once")]
        indexes = [
            models.Index(fields=["market_id", "buyer_id", "variant_id", "-at"], name="quota_use_by_buyer")
        ]
