"""Locks what is on its way of some goods, so that it can be promised without anybody taking it meanwhile."""

from collections.abc import Collection
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.models import IncomingSupply
from dinghuo.inventory.queries.free_incoming import FREE, read_incoming
from dinghuo.inventory.rules.incoming import IncomingPool
from dinghuo.inventory.states import IncomingState

# Locked after stock, and in one order, as stock is.
LOCK = f"{FREE}\nORDER BY i.variant_id, i.id\nFOR UPDATE OF i"


def lock_incoming(actor: Actor, goods: Collection[tuple[UUID, UUID]]) -> IncomingPool:
    """What is free of some (variant, seller) on its way, locked until the transaction ends. One statement, none for no
    goods."""
    return read_incoming(actor, goods, LOCK)


def lock_supplies(actor: Actor, seller_id: UUID, variant_ids: Collection[UUID]) -> dict[UUID, IncomingSupply]:
    """All that a seller still expects of some articles, late or not, by id, locked until the transaction ends."""
    rows = IncomingSupply.objects.select_for_update(of=("self",)).filter(
        market_id=actor.market_id,
        owner_id=seller_id,
        variant_id__in=list(variant_ids),
        state=IncomingState.OPEN.value,
    )
    return {row.id: row for row in rows.order_by("variant_id", "id")}
