"""Lets a line hold what another one held."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.statements import fetch
from dinghuo.inventory.models import Picked, Reservation
from dinghuo.inventory.queries.batches import LOCKED_BATCHES
from dinghuo.inventory.queries.life_needs import life_needs
from dinghuo.inventory.rules.holds import Hold
from dinghuo.inventory.rules.life import Batch, first_out, is_fresh, taken_from
from dinghuo.inventory.steps.exchange_holds import exchange_holds
from dinghuo.organisations.queries.today import today

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Passing:
    """From which line to which goods of an article pass, how many base units, and who gets them."""

    giver_id: UUID
    taker_id: UUID
    variant_id: UUID
    seller_id: UUID
    buyer_id: UUID
    quantity: Decimal


def pass_holds(actor: Actor, document: Document, passing: Passing, why: str = "") -> Decimal:
    """Pass what is fresh enough for who gets it and not picked yet, first expired first: all of it or nothing.

    Returns how much is possible; less than is asked: nothing has passed. Locks every balance of the article, in the one
    order. Seven statements at most. The caller has locked both orders.
    """
    day = today(actor)
    need = life_needs(actor, passing.seller_id, passing.buyer_id, {passing.variant_id}).get(
        passing.variant_id
    )
    held, picked = _held(actor, passing)
    usable: list[Batch] = []
    for row in fetch(
        LOCKED_BATCHES,
        {
            "market": actor.market_id,
            "owner": passing.seller_id,
            "variants": [passing.variant_id],
            "today": day,
        },
    ):
        stock_id, _variant, _free, expires, made, received_at, priority, open_now, _place = row
        left = held.get(stock_id, ZERO) - picked.get(stock_id, ZERO)
        batch = Batch(stock_id, left, expires, made, received_at, priority)
        if open_now and left > 0 and (need is None or is_fresh(batch, need, day)):
            usable.append(batch)
    parts = taken_from(first_out(usable), passing.quantity)
    possible = sum(parts.values(), ZERO)
    if possible < passing.quantity:
        return possible
    back = [Hold(passing.giver_id, stock_id, held[stock_id]) for stock_id in parts]
    rest = [Hold(passing.giver_id, stock_id, held[stock_id] - part) for stock_id, part in parts.items()]
    given = [Hold(passing.taker_id, stock_id, part) for stock_id, part in parts.items()]
    exchange_holds(actor, document, back, [*rest, *given], why)
    return possible


def _held(actor: Actor, passing: Passing) -> tuple[dict[UUID, Decimal], dict[UUID, Decimal]]:
    market = {"market_id": actor.market_id, "line_id": passing.giver_id, "quantity__gt": 0}
    return (
        dict(Reservation.objects.filter(**market).values_list("stock_id", "quantity")),
        dict(Picked.objects.filter(**market).values_list("stock_id", "quantity")),
    )
