"""A price that somebody gives a buyer by hand, and how low that may go without somebody else."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import CurrencyField, PriceField, QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.pricing.states import ManualState


def _organisation() -> models.ForeignKey:
    return models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)


class ManualPrice(MarketRow):
    """A price of a seller's for one buyer, for one `unit` from `min_quantity` of it on, up to the end of `valid`.

    Approved, it stands as a row of the buyer's list of the kind `manual`, which comes before all others; before that it
    is nowhere where prices are found. `least` is what it could be without anybody's word when it was asked for, and
    `list_amount` what the lists said (null: not known).
    """

    isolation = by_market()

    number = models.CharField(max_length=20)
    seller = _organisation()
    buyer = _organisation()
    variant = models.ForeignKey("catalogue.Variant", models.PROTECT, related_name="+", db_index=False)
    unit = models.CharField(max_length=20)
    min_quantity = QuantityField(default=1)
    amount = PriceField()
    currency = CurrencyField()
    tax_included = models.BooleanField()
    least = PriceField(null=True)
    list_amount = PriceField(null=True)
    valid = DateTimeRangeField()
    state = models.CharField(max_length=10)
    why = models.CharField(max_length=300)
    asked_at = models.DateTimeField(default=now)
    asked_by_id = models.UUIDField(null=True)
    asked_by_name = models.CharField(max_length=200)
    asked_by_house_id = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True, default="")
    answer = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "number"], name="manual_price_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ManualState]), name="manual_price_state_known"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, min_quantity__gt=0), name="manual_price_positive"
            ),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="manual_price_valid_sometime"),
        ]
        indexes = [models.Index(fields=["market_id", "seller", "-number"], name="manual_price_by_seller")]


class PriceFloor(MarketRow):
    """How low a price given by hand may go without somebody else's word: `of_list` per cent of what the lists ask the
    customer, and `margin` per cent above cost; null where that isn't asked. Without a row anything goes."""

    isolation = by_market()

    seller = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+", db_index=False)
    of_list = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    margin = models.DecimalField(max_digits=7, decimal_places=4, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "seller"], name="price_floor_once"),
            models.CheckConstraint(
                condition=Q(of_list__gt=0, of_list__lte=100, margin=None)
                | Q(of_list=None, margin__gte=0)
                | Q(of_list__gt=0, of_list__lte=100, margin__gte=0),
                name="price_floor_asks_something",
            ),
        ]
