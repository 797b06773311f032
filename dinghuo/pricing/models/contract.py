"""What a seller and a buyer have agreed to about prices: the paper, its days, and the lists that say what it says."""

from django.db import models
from django.db.models import F, Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party
from dinghuo.pricing.models.price_list import PriceList
from dinghuo.pricing.states import ContractState


class Contract(MarketRow):
    """An agreement from its first day to its last (None: until it is ended), in the market's days. `file` is the signed
    paper, a path below MEDIA_ROOT that is never served by itself. `follows`: the contract that this one extends, which
    one contract does at most. `reminded`: that its end has been announced. A buyer sees it once it is signed."""

    isolation = by_party("buyer_id", "seller_id")

    number = models.CharField(max_length=20)
    seller = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    buyer = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=120)
    terms = models.TextField(blank=True, default="")
    state = models.CharField(max_length=10, default=ContractState.DRAFT.value)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    promotable = models.BooleanField(default=False)
    remind_days = models.PositiveSmallIntegerField(default=30)
    reminded = models.BooleanField(default=False)
    file = models.CharField(max_length=200, blank=True, default="")
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="extensions", db_index=False)
    made_at = models.DateTimeField(default=now)
    made_by_name = models.CharField(max_length=200)
    signed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "number"], name="contract_number_once"),
            models.UniqueConstraint(
                fields=["market_id", "follows"],
                condition=Q(follows__isnull=False) & ~Q(state=ContractState.DROPPED.value),
                name="contract_extended_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ContractState]), name="contract_state_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="contract_days_in_order"
            ),
            models.CheckConstraint(condition=~Q(buyer=F("seller")), name="contract_of_two"),
        ]
        indexes = [
            models.Index(fields=["market_id", "seller", "-number"], name="contract_by_seller"),
            models.Index(fields=["market_id", "buyer", "-number"], name="contract_by_buyer"),
            models.Index(fields=["market_id", "state", "ends_on"], name="contract_by_end"),
        ]


class ContractList(MarketRow):
    """A list of the contract's prices. Contracts that follow one another may share it."""

    isolation = by_party("buyer_id", "seller_id")

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="named", db_index=False)
    list = models.ForeignKey(PriceList, models.PROTECT, related_name="contracts", db_index=False)
    buyer_id = models.UUIDField()
    seller_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "contract", "list"], name="contract_list_once")
        ]
        indexes = [models.Index(fields=["market_id", "list"], name="contract_by_list")]
