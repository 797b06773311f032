"""What a supplier may expect to be asked for."""

from django.db import models

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party

ORGANISATION = "organisations.Organisation"


class Forecast(MarketRow):
    """What a house will need of an article of a supplier, in base units: written where the operator allows it, and seen
    by the two of them."""

    isolation = by_party("owner_id", "seller_id")

    owner = models.ForeignKey(ORGANISATION, models.CASCADE, related_name="+", db_index=False)
    seller = models.ForeignKey(ORGANISATION, models.CASCADE, related_name="+", db_index=False)
    variant = models.ForeignKey("catalogue.Variant", models.CASCADE, related_name="+", db_index=False)
    per_day = QuantityField()
    now_needed = QuantityField(help_text="Proposed to be ordered now.")
    weeks_needed = QuantityField(help_text="In the next four weeks, beyond what is there and coming.")
    next_order = models.DateField(
        null=True, help_text="When it is likely to be ordered; empty: not foreseeable."
    )
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "owner", "seller", "variant"], name="forecast_once")
        ]
        indexes = [models.Index(fields=["market_id", "seller"], name="forecast_by_seller")]
