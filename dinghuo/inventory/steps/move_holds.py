"""Lets a line hold its goods in another warehouse."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.statements import fetch
from dinghuo.inventory.models import Reservation
from dinghuo.inventory.queries.batches import LOCKED_BATCHES
from dinghuo.inventory.queries.cart_holds import cart_holds, holds_goods
from dinghuo.inventory.queries.life_needs import life_needs
from dinghuo.inventory.queries.safety_stock import safety_of
from dinghuo.inventory.rules.cart_holds import beyond_holds
from dinghuo.inventory.rules.holds import Hold
from dinghuo.inventory.rules.life import Batch, LifeNeed, first_out, is_fresh, taken_from
from dinghuo.inventory.rules.safety import beyond_safety
from dinghuo.inventory.steps.exchange_holds import exchange_holds
from dinghuo.organisations.queries.today import today

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Moving:
    """A line whose goods shall come from elsewhere; `quantity` in base units, None for all it holds elsewhere.
    `urgent`: it may take what is kept back for urgent orders."""

    line_id: UUID
    variant_id: UUID
    seller_id: UUID
    buyer_id: UUID
    quantity: Decimal | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How that went, in base units: `moved` is zero where `possible` is less than `wanted`, or nothing is wanted."""

    wanted: Decimal
    possible: Decimal
    moved: Decimal


def move_holds(
    actor: Actor, document: Document, moving: Moving, warehouse_id: UUID, why: str = ""
) -> Elsewhere:
    """Move what the line holds in other warehouses to this one: all that is asked or nothing, of what is fresh enough,
    beyond what is kept back there and what others hold at the checkout.

    Locks every balance of the article, in the one order. Ten statements at most. The caller has locked the order.
    """
    need = life_needs(actor, moving.seller_id, moving.buyer_id, {moving.variant_id}).get(moving.variant_id)
    places, there = _locked(actor, moving, warehouse_id, need)
    holds = _holds(actor, moving.line_id)
    # What keeps longest is given up first, as when goods are released.
    elsewhere = [hold for hold in holds if places[hold.stock_id][0] != warehouse_id]
    elsewhere.sort(key=lambda hold: places[hold.stock_id][1], reverse=True)
    held = sum((hold.quantity for hold in elsewhere), ZERO)
    wanted = held if moving.quantity is None else min(moving.quantity, held)
    parts = taken_from(first_out(there), wanted)
    possible = sum(parts.values(), ZERO)
    if possible < wanted or not wanted:
        return Elsewhere(wanted, min(possible, wanted), ZERO)
    after = {hold.stock_id: hold.quantity for hold in holds}
    rest = wanted
    for hold in elsewhere:
        part = min(rest, hold.quantity)
        after[hold.stock_id] -= part
        rest -= part
    for stock_id, part in parts.items():
        after[stock_id] = after.get(stock_id, ZERO) + part
    given = [Hold(moving.line_id, stock_id, quantity) for stock_id, quantity in after.items() if quantity]
    exchange_holds(actor, document, holds, given, why)
    return Elsewhere(wanted, possible, wanted)


def _locked(
    actor: Actor, moving: Moving, warehouse_id: UUID, need: LifeNeed | None
) -> tuple[dict[UUID, tuple[UUID, int]], list[Batch]]:
    """Where each balance lies and its turn in the order of giving up, and what of the warehouse may serve the line."""
    day = today(actor)
    parameters = {
        "market": actor.market_id,
        "owner": moving.seller_id,
        "variants": [moving.variant_id],
        "today": day,
    }
    places: dict[UUID, UUID] = {}
    every: list[Batch] = []
    there: list[Batch] = []
    for row in fetch(LOCKED_BATCHES, parameters):
        stock_id, _variant, free, expires, made, received_at, priority, open_now, place = row
        batch = Batch(stock_id, free, expires, made, received_at, priority)
        places[stock_id] = place
        every.append(batch)
        if place == warehouse_id and open_now and free > 0:
            there.append(batch)
    turns = {batch.stock_id: turn for turn, batch in enumerate(first_out(every))}
    known = {stock_id: (place, turns[stock_id]) for stock_id, place in places.items()}
    return known, _free_for(actor, moving, warehouse_id, there, need)


def _free_for(
    actor: Actor, moving: Moving, warehouse_id: UUID, there: Sequence[Batch], need: LifeNeed | None
) -> list[Batch]:
    """What of the warehouse's balances may serve the line: the same as placing would find."""
    held = cart_holds(actor, [batch.stock_id for batch in there]) if there and holds_goods(actor) else {}
    left = [beyond_holds(batch, held.get(batch.stock_id), moving.buyer_id) for batch in there]
    day = today(actor)
    fit = first_out(batch for batch in left if need is None or is_fresh(batch, need, day))
    safety = safety_of(actor, moving.seller_id, {moving.variant_id}).get(moving.variant_id, {})
    return beyond_safety([(warehouse_id, batch) for batch in left], fit, safety, moving.urgent)


def _holds(actor: Actor, line_id: UUID) -> Sequence[Hold]:
    rows = Reservation.objects.filter(market_id=actor.market_id, line_id=line_id, quantity__gt=0)
    return [Hold(*row) for row in rows.order_by("stock_id").values_list("line_id", "stock_id", "quantity")]
