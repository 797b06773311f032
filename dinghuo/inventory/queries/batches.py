"""Balances of an owner's articles that could be promised or are held, whether they may be promised or not."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.rules.life import Batch
from dinghuo.organisations.queries.today import today

BATCHES = beside(__file__)
#: The same, locked until the transaction ends, as they are then.
LOCKED_BATCHES = f"{BATCHES}\nFOR UPDATE OF s"


@dataclass(frozen=True, slots=True)
class Lying:
    """A balance with what is free of it, and where it lies; `is_open`: it may be promised."""

    batch: Batch
    variant_id: UUID
    is_open: bool
    warehouse_id: UUID


def read_batches(
    actor: Actor, owner_id: UUID, variant_ids: Collection[UUID], statement: str = BATCHES
) -> list[Lying]:
    """The balances that a form of the statement finds. One statement."""
    values = {
        "market": actor.market_id,
        "owner": owner_id,
        "variants": sorted(variant_ids),
        "today": today(actor),
    }
    return [
        Lying(Batch(stock_id, free, *facts), variant_id, is_open, warehouse_id)
        for stock_id, variant_id, free, *facts, is_open, warehouse_id in fetch(statement, values)
    ]
