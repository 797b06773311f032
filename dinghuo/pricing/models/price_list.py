"""For whom, where and in which currency a seller's prices are meant."""

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import Q

from dinghuo.foundation.fields import CurrencyField, TranslationsField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.pricing.states import ListKind, ListState

#: The columns of which each kind names its own.
WHOM = ("buyer", "group", "level", "branch", "region_code")
NAMED = {
    ListKind.MANUAL: "buyer",
    ListKind.CONTRACT: "buyer",
    ListKind.CUSTOMER: "buyer",
    ListKind.GROUP: "group",
    ListKind.LEVEL: "level",
    ListKind.BASE: "",
    ListKind.COST: "",
}


def _names_whom() -> Q:
    found = Q()
    for kind, named in NAMED.items():
        found |= _naming(named, kind)
    channel = ListKind.CHANNEL
    return (
        found
        | _naming("branch", channel)
        | _naming("region_code", channel)
        | _naming("", channel) & Q(storefront__isnull=False)
    )


def _naming(named: str, kind: ListKind) -> Q:
    columns = {f"{each}__isnull": each != named for each in WHOM[:-1]}
    region = ~Q(region_code="") if named == "region_code" else Q(region_code="")
    return Q(kind=kind.value, **columns) & region


class PriceList(MarketRow):
    """A seller's list. Of the active lists no two are for the same: so that two prices never compete by chance.

    Beside whom it names, it may be kept to a storefront, an order type and a time. `priority`: which of a buyer's
    groups comes first, no two alike. `converts`: it answers in other currencies too, by the day's stored rate. `bases`,
    `ruled` and `needs_cost` say what its rules need (steps/note_rules.py), so that lists without any cost no look.
    `promotable`: whether promotions come off the prices of a contract too; they always do off those of other lists.
    """

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
    group = models.ForeignKey(
        "organisations.CustomerGroup", models.PROTECT, null=True, related_name="+", db_index=False
    )
    priority = models.PositiveSmallIntegerField(default=0, db_default=0)
    branch = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+", db_index=False
    )
    region_code = models.CharField(max_length=9, default="", db_default="", blank=True)
    order_type = models.CharField(max_length=20, default="", db_default="", blank=True)
    currency = CurrencyField()
    converts = models.BooleanField(default=False, db_default=False)
    valid = DateTimeRangeField(null=True)
    bases = ArrayField(models.UUIDField(), default=list, db_default=[], blank=True)
    ruled = models.BooleanField(default=False, db_default=False)
    needs_cost = models.BooleanField(default=False, db_default=False)
    promotable = models.BooleanField(default=False, db_default=False)
    tax_included = models.BooleanField(default=True)
    state = models.CharField(max_length=10, default=ListState.ACTIVE.value)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "key"], name="price_list_key_once"),
            # Also the index by which a price request finds the lists that are meant for its buyer.
            models.UniqueConstraint(
                fields=["market_id", "seller", "kind", *WHOM, "storefront", "order_type", "currency"],
                condition=Q(state=ListState.ACTIVE.value),
                nulls_distinct=False,
                name="price_list_for_whom_once",
            ),
            models.UniqueConstraint(
                fields=["market_id", "seller", "priority", "storefront", "order_type", "currency"],
                condition=Q(state=ListState.ACTIVE.value, kind=ListKind.GROUP.value),
                nulls_distinct=False,
                name="price_list_priority_once",
            ),
            models.CheckConstraint(name="price_list_kind_names_whom", condition=_names_whom()),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ListState]), name="price_list_state_known"
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="price_list_currency_code"
            ),
        ]
