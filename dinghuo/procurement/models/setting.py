"""How a house wants to be replenished: in general, and of an article in a warehouse by hand."""

from django.db import models
from django.db.models import F, Q

from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party

ORGANISATION = "organisations.Organisation"
WINDOW_DAYS, REVIEW_DAYS, SERVICE_PERCENT = 60, 7, 95


class Policy(MarketRow):
    """A house's own figures. `service_percent`: of a hundred waits for goods, in how many nothing runs out."""

    isolation = by_party("owner_id")

    owner = models.ForeignKey(ORGANISATION, models.CASCADE, related_name="+", db_index=False)
    window_days = models.PositiveSmallIntegerField(default=WINDOW_DAYS)
    review_days = models.PositiveSmallIntegerField(default=REVIEW_DAYS)
    service_percent = models.DecimalField(max_digits=4, decimal_places=1, default=SERVICE_PERCENT)
    is_nightly = models.BooleanField(default=False, help_text="Proposals are made each night.")
    shares_forecast = models.BooleanField(default=False, help_text="Its suppliers see what it will need.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "owner"], name="replenishment_policy_once"),
            models.CheckConstraint(
                condition=Q(window_days__gte=7, window_days__lte=365, review_days__lte=90)
                & Q(service_percent__gte=50, service_percent__lt=100),
                name="replenishment_policy_figures",
            ),
        ]


class Limits(MarketRow):
    """Reorder point and level to fill up to, of an article in a warehouse, set by hand: they win over what is
    reckoned."""

    isolation = by_party("owner_id")

    owner = models.ForeignKey(ORGANISATION, models.CASCADE, related_name="+", db_index=False)
    warehouse = models.ForeignKey("inventory.Warehouse", models.CASCADE, related_name="+", db_index=False)
    variant = models.ForeignKey("catalogue.Variant", models.CASCADE, related_name="+", db_index=False)
    minimum = QuantityField()
    maximum = QuantityField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "owner", "warehouse", "variant"], name="replenishment_limits_once"
            ),
            models.CheckConstraint(
                condition=Q(minimum__gte=0, maximum__gte=F("minimum")), name="replenishment_limits_in_order"
            ),
        ]
