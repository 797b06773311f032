"""Locks all that may serve who waits for a seller's goods: what is in stock and what is on its way."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import fetch
from dinghuo.inventory.models import IncomingSupply
from dinghuo.inventory.queries.batches import LOCKED_BATCHES
from dinghuo.inventory.queries.safety_stock import safety_of
from dinghuo.inventory.rules.life import Batch, first_out
from dinghuo.inventory.rules.safety import beyond_safety
from dinghuo.inventory.steps.lock_incoming import lock_supplies
from dinghuo.organisations.queries.today import today


@dataclass(frozen=True, slots=True)
class Pool:
    """What is free in open warehouses by article, what of it may serve others than urgent orders, and what is still
    expected, by id."""

    batches: dict[UUID, list[Batch]]
    unkept: dict[UUID, list[Batch]]
    supplies: dict[UUID, IncomingSupply]


def lock_pool(actor: Actor, seller_id: UUID, variant_ids: Collection[UUID]) -> Pool:
    """Stock first, then what is on its way, as everywhere. Three statements. The caller has locked the orders."""
    parameters = {
        "market": actor.market_id,
        "owner": seller_id,
        "variants": sorted(variant_ids),
        "today": today(actor),
    }
    places: dict[UUID, UUID] = {}
    found: dict[UUID, list[Batch]] = defaultdict(list)
    for row in fetch(LOCKED_BATCHES, parameters):
        stock_id, variant_id, free, expires, made, received_at, priority, open_now, place = row
        if open_now and free > 0:
            places[stock_id] = place
            found[variant_id].append(Batch(stock_id, free, expires, made, received_at, priority))
    safety = safety_of(actor, seller_id, variant_ids)

    def beyond(variant_id: UUID, urgent: bool) -> list[Batch]:
        every = first_out(found[variant_id])
        placed = [(places[batch.stock_id], batch) for batch in every]
        return beyond_safety(placed, every, safety.get(variant_id, {}), urgent)

    return Pool(
        {variant_id: beyond(variant_id, urgent=True) for variant_id in found},
        {variant_id: beyond(variant_id, urgent=False) for variant_id in found},
        lock_supplies(actor, seller_id, variant_ids),
    )
