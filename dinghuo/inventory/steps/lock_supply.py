"""Locks what is free of some goods, so that it can be handed out to lines without anybody taking it meanwhile."""

from collections.abc import Collection
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.queries.free_balances import FREE, read_supply
from dinghuo.inventory.rules.supply import Supply

# Every transaction locks balances in this order, so that two can wait for each other but never in a circle. A row that
# somebody else has changed while this statement waited for it is read again as it is then.
LOCK = f"{FREE}\nORDER BY s.variant_id, s.warehouse_id, s.lot, s.id\nFOR UPDATE OF s"


def lock_supply(actor: Actor, goods: Collection[tuple[UUID, UUID]]) -> Supply:
    """What is free of some (variant, seller), locked until the transaction ends. One statement.

    All goods that a transaction means to take must be locked by one call: a second one could wait in a circle.
    """
    return read_supply(actor, goods, LOCK)
