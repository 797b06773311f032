"""Takes the goods of a recalled lot away from orders, and gives them others where there are any."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.fulfilment.rules.releases import served_first
from dinghuo.fulfilment.steps.take_from_orders import Locked, MoreOrders, claims_on
from dinghuo.inventory.models import Lot
from dinghuo.inventory.queries.life_needs import needs_of
from dinghuo.inventory.rules.wants import Taken, Want
from dinghuo.inventory.steps.lock_supply import lock_supply
from dinghuo.inventory.steps.release_holds import holds_on, release_holds
from dinghuo.inventory.steps.write_holds import write_holds
from dinghuo.ordering.steps.mark_short import mark_short


def serve_from_others(
    actor: Actor, lot: Lot, stock_ids: Iterable[UUID], locked: Locked, document: Document, why: str
) -> dict[UUID, Decimal]:
    """Free these balances, which the caller has locked and marked, of all that lines hold of them; each line gets as
    much of other lots as there is that is fresh enough, urgent orders first, then who ordered first.

    Returns what is short by line: it is on back-order, and who waits for it is told. Raises MoreOrders where an order
    concerned isn't among the locked ones.
    """
    claims = claims_on(actor, holds_on(actor, stock_ids))
    if further := {claim.order_id for claim in claims} - set(locked):
        raise MoreOrders(further)
    if not claims:
        return {}
    release_holds(actor, document, [claim.hold for claim in claims], why)
    held: dict[UUID, Decimal] = defaultdict(Decimal)
    order_of = {}
    for claim in served_first(claims):
        held[claim.hold.line_id] += claim.hold.quantity
        order_of[claim.hold.line_id] = claim.order_id
    short = dict(held)
    for part in _replaced(actor, lot, held, order_of, locked):
        short[part.line_id] -= part.quantity
    short = {line_id: quantity for line_id, quantity in short.items() if quantity}
    for order_id in sorted({order_of[line_id] for line_id in short}):
        order, lines = locked[order_id]
        mine = {line.id: short[line.id] for line in lines if line.id in short}
        mark_short(actor, order, lines, mine, document.number, why)
    return short


def _replaced(
    actor: Actor,
    lot: Lot,
    held: Mapping[UUID, Decimal],
    order_of: Mapping[UUID, UUID],
    locked: Locked,
) -> Sequence[Taken]:
    """What the lines get instead, in the order given; written down already."""
    supply = lock_supply(actor, {(lot.variant_id, lot.owner_id)})
    buyers = {line_id: locked[order_id][0].buyer_id for line_id, order_id in order_of.items()}
    needs = {}
    if supply.has_life_rules:
        needs = needs_of(actor, {(lot.owner_id, buyer_id, lot.variant_id) for buyer_id in buyers.values()})
    taken = supply.take(
        [
            Want(
                line_id,
                lot.variant_id,
                lot.owner_id,
                quantity,
                partial=True,
                need=needs.get((lot.owner_id, buyers[line_id], lot.variant_id)),
                buyer_id=buyers[line_id],
            )
            for line_id, quantity in held.items()
        ]
    )
    parts: dict[UUID, list[Taken]] = defaultdict(list)
    for part in taken:
        parts[order_of[part.line_id]].append(part)
    papers = {order_id: locked[order_id][0] for order_id in parts}
    write_holds(
        actor,
        [(Document("order", order.id, order.number), parts[order_id]) for order_id, order in papers.items()],
    )
    return taken
