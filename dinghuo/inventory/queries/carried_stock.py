"""Which stock of an article could be counted as another's: what nothing holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.models import IncomingSupply, Lot, Stock
from dinghuo.inventory.states import SHUT_KINDS, IncomingState


@dataclass(frozen=True)
class Carried:
    """What lies under an article in base units: `free` can be carried over, `held` stays - promised, recalled,
    on its way between warehouses, or of a lot that the other article has with another date. `expected`: open
    supplies; what of them is promised, or was bought, comes in under the article that it was ordered as."""

    free: Decimal
    held: Decimal
    expected: int


def carried_stock(actor: Actor, source_id: UUID, target_id: UUID) -> Carried:
    """What would be carried over. Three statements."""
    all_there = sum(
        Stock.objects.filter(market_id=actor.market_id, variant_id=source_id).values_list(
            "on_hand", flat=True
        ),
        Decimal(0),
    )
    free = sum((each.on_hand - each.reserved for each in free_rows(actor, source_id, target_id)), Decimal(0))
    supplies = IncomingSupply.objects.filter(
        market_id=actor.market_id, variant_id=source_id, state=IncomingState.OPEN.value
    )
    return Carried(free, all_there - free, supplies.count())


def free_rows(actor: Actor, source_id: UUID, target_id: UUID) -> QuerySet[Stock]:
    """The balances with something free that may be carried over."""
    other = Lot.objects.filter(
        ~Q(expires=OuterRef("expires")) | ~Q(recalled_at=None),
        market_id=actor.market_id,
        variant_id=target_id,
        owner_id=OuterRef("owner_id"),
        lot=OuterRef("lot"),
    )
    rows = Stock.objects.filter(
        ~Exists(other),
        market_id=actor.market_id,
        variant_id=source_id,
        on_hand__gt=F("reserved"),
        recalled=False,
    )
    return rows.exclude(warehouse__kind__in=[kind.value for kind in SHUT_KINDS])


def left_behind(actor: Actor, variant_ids: Sequence[UUID]) -> dict[UUID, Decimal]:
    """What still lies free under articles, in base units, where there is anything. One statement."""
    rows = Stock.objects.filter(
        market_id=actor.market_id, variant_id__in=variant_ids, on_hand__gt=F("reserved"), recalled=False
    ).exclude(warehouse__kind__in=[kind.value for kind in SHUT_KINDS])
    found: dict[UUID, Decimal] = {}
    for variant_id, on_hand, reserved in rows.values_list("variant_id", "on_hand", "reserved"):
        found[variant_id] = found.get(variant_id, Decimal(0)) + on_hand - reserved
    return found
