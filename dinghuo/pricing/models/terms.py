"""How a seller chooses among its lists, and what one currency was worth in another."""

from django.db import models
from django.db.models import Q

from dinghuo.foundation.fields import CurrencyField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class PricePolicy(MarketRow):
    """Which of a seller's lists counts. Without a row the nearest; with one, from level `lowest_from` on (2 contract,
    3 customer, 4 group, 5 level, 6 channel, 7 base) the lowest of all that have a price."""

    isolation = by_market()

    seller = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+", db_index=False)
    lowest_from = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "seller"], name="price_policy_once"),
            models.CheckConstraint(
                condition=Q(lowest_from__gte=2, lowest_from__lte=7), name="price_policy_level"
            ),
        ]


class ExchangeRate(MarketRow):
    """What one `currency` was worth in `quoted` on a day, and who said so."""

    isolation = by_market()

    currency = CurrencyField()
    quoted = CurrencyField()
    day = models.DateField()
    rate = models.DecimalField(max_digits=20, decimal_places=10)
    source = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "currency", "quoted", "day"], name="exchange_rate_once"
            ),
            models.CheckConstraint(condition=Q(rate__gt=0), name="exchange_rate_positive"),
        ]
