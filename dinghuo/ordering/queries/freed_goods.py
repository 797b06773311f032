"""Which goods an order has set free: of its lines that have something refused or cancelled."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from dinghuo.foundation.actor import Actor
from dinghuo.ordering.models import OrderLine


@dataclass(frozen=True, slots=True)
class Freed:
    """The articles, and whose they are."""

    seller_id: UUID
    variant_ids: frozenset[UUID]


def freed_goods(actor: Actor, order_id: UUID, *, changed: bool = False) -> Freed | None:
    """None where nothing was refused or cancelled of what comes from stock; of an order that was `changed`, which may
    be smaller since, all that does. One statement."""
    gone = Q() if changed else Q(refused__gt=0) | Q(cancelled_early__gt=0) | Q(cancelled_late__gt=0)
    rows = OrderLine.objects.filter(gone, market_id=actor.market_id, order_id=order_id, stocked=True)
    found = list(rows.values_list("seller_id", "variant_id"))
    return Freed(found[0][0], frozenset(variant_id for _seller, variant_id in found)) if found else None
