"""Locks the balances that lines hold, to pick from them."""

from collections.abc import Collection
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.queries.picks import Pick, picks

LOCK = beside(__file__, "lock_stock")


def lock_picks(actor: Actor, line_ids: Collection[UUID], warehouse_id: UUID | None = None) -> list[Pick]:
    """What the lines hold and have picked, as nobody can change it until the transaction ends. Four statements."""
    fetch(LOCK, {"market": actor.market_id, "lines": list(line_ids)})
    return picks(actor, line_ids, warehouse_id)
