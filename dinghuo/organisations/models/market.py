"""A market: one operator's platform, the tenant."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import CurrencyField, TranslationsField, translated
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market

#: The looks' default accent, where neither market nor storefront has its own.
ACCENT = "#0b6e69"


class Market(MarketRow):
    """One operator's platform. It is a row of itself: its id and its market_id are the same."""

    isolation = by_market(gate=True)

    key = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    names = TranslationsField()
    currency = CurrencyField()
    time_zone = models.CharField(max_length=64, default="Asia/Shanghai")
    languages = ArrayField(models.CharField(max_length=10), help_text="The first is the default.")
    country = models.CharField(
        max_length=2, default="CN", help_text="ISO 3166; numbers without + belong to it."
    )
    accent = models.CharField(max_length=7, default=ACCENT)
    rations = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Some seller has limited what a customer may order of an article.",
    )
    tax_rates = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Rates are kept that count instead of the products' own.",
    )
    order_terms = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Some orders pay freight, or are asked for more by what is in them or by the customer's level.",
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=models.F("market_id")), name="market_of_itself"),
        ]

    def __str__(self) -> str:
        return translated(self.name, self.names)
