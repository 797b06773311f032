"""For whom, where and in which currency a seller's prices are meant."""

from django.db import models
from django.db.models import Q

from dinghuo.foundation.fields import CurrencyField, TranslationsField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.pricing.states import ListKind, ListState


class PriceList(MarketRow):
    """A seller's list. Of the active lists no two are for the same: so that two prices never compete by chance."""

    isolation = by_market()

    key = models.CharField(max_length=60)
    seller = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=120)
    names = TranslationsField()
    kind = models.CharField(max_length=10)
    level = models.ForeignKey("members.Level", models.PROTECT, null=True, related_name="+", db_index=False)
    buyer = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+", db_index=False
    )
    storefront = models.ForeignKey(
        "organisations.Storefront", models.PROTECT, null=True, related_name="+", db_index=False
    )
    currency = CurrencyField()
    tax_included = models.BooleanField(default=True)
    state = models.CharField(max_length=10, default=ListState.ACTIVE.value)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "key"], name="price_list_key_once"),
            # Also the index by which a price request finds the lists that are meant for its buyer.
            models.UniqueConstraint(
                fields=["market_id", "seller", "kind", "buyer", "level", "storefront", "currency"],
                condition=Q(state=ListState.ACTIVE.value),
                nulls_distinct=False,
                name="price_list_for_whom_once",
            ),
            models.CheckConstraint(
                name="price_list_kind_names_whom",
                condition=(
                    Q(kind=ListKind.CUSTOMER.value, buyer__isnull=False, level=None)
                    | Q(kind=ListKind.LEVEL.value, buyer=None, level__isnull=False)
                    | Q(kind=ListKind.BASE.value, buyer=None, level=None)
                ),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ListState]), name="price_list_state_known"
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="price_list_currency_code"
            ),
        ]
