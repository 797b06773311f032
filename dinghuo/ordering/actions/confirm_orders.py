"""Lets the seller answer several orders at once: what is too little for all of them is shared out by its rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import DinghuoError
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record_all
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.steps.exchange_holds import exchange_holds
from dinghuo.ordering.events import OrderConfirmed
from dinghuo.ordering.models import LineMove, Order, OrderLine
from dinghuo.ordering.permissions import CONFIRM, REALLOCATE
from dinghuo.ordering.rules.counters import NAMES, Counters, answer
from dinghuo.ordering.rules.decided import Decided
from dinghuo.ordering.rules.sharing_note import ByHand, sharing_note
from dinghuo.ordering.steps.align_promises import align_promises
from dinghuo.ordering.steps.settle_lines import derive_order, line_moves, write_counters
from dinghuo.ordering.steps.share_pending import MOST_ORDERS, PendingShares, reason_faults, share_pending

__all__ = ["MOST_ORDERS", "Answered", "Decided", "confirm_orders"]

ZERO = Decimal(0)
SAVED = ["answered_at", "payable", "payment_state", "delivery_state", "state", "version"]


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of one of the orders: the order, or why it couldn't be answered."""

    number: str
    order: Order | None
    refusal: DinghuoError | None = None


def confirm_orders(
    actor: Actor, numbers: Sequence[str], decided: Sequence[Decided] = (), why: str = ""
) -> list[Answered]:
    """Accept what there is for all that waits for an answer in these orders of one seller; the rest is on back-order.

    Where an article is too little for all of them, what is free and what they hold unanswered is shared out: urgent
    orders first, then in turn or in proportion, in whole packs - the rule that stands for goods that come -, and the
    line keeps how. Who may decide otherwise (REALLOCATE) says how much which line gets (`decided`) and why. An order
    that can't be answered holds up no other. A constant number of statements. Raises Invalid with every fault,
    OutOfStock where there is less than was decided.
    """
    require(actor, CONFIRM)
    if decided:
        require(actor, REALLOCATE)
    with acting(actor):
        found = share_pending(actor, numbers, decided, known=reason_faults(decided, why))
        if found.orders:
            _exchange(actor, found, why.strip())
            _answer(actor, found, decided, why.strip())
        done = {order.number: order for order in found.orders}
        return [
            Answered(number, done.get(number), found.refused.get(number)) for number in dict.fromkeys(numbers)
        ]


def _exchange(actor: Actor, found: PendingShares, why: str) -> None:
    """Let the lines hold what is shared out to them instead of what they held of it."""
    documents = {
        line.id: Document("order", order.id, order.number) for order, line in found.pending if line.stocked
    }
    exchange_holds(actor, documents, found.stock.back, found.stock.given, why)
    change: dict[UUID, Decimal] = dict.fromkeys(documents, ZERO)
    for hold in found.stock.back:
        change[hold.line_id] -= hold.quantity
    for hold in found.stock.given:
        change[hold.line_id] += hold.quantity
    for _order, line in found.pending:
        line.held += change.get(line.id, ZERO)


def _answer(actor: Actor, found: PendingShares, decided: Sequence[Decided], why: str) -> None:
    changed: dict[OrderLine, Counters] = {}
    moves: list[LineMove] = []
    told: dict[UUID, list[dict[str, str | int]]] = {order.id: [] for order in found.orders}
    person = ByHand(actor.person_name, why)
    for order, line in found.pending:
        pending = line.counters.pending
        share = found.stock.shares.get(line.id)
        part = pending if share is None else share.quantity
        after = answer(line.counters, part, pending - part, ZERO)
        assert after is not None
        if share is not None:
            line.sharing = sharing_note(share, pending, person)
        changed[line] = after
        moves += line_moves(actor, order, line, after, why, "")
        told[order.id].append(_told(line, part, pending - part))
    write_counters(actor.market_id, changed)
    LineMove.objects.bulk_create(moves)
    for line, after in changed.items():
        for name in NAMES:
            setattr(line, name, getattr(after, name))
    OrderLine.objects.bulk_update(changed, ["held", "sharing"])
    align_promises(actor, list(changed))
    for order in found.orders:
        order.answered_at = order.answered_at or now()
        derive_order(order, found.of_order[order.id])
    Order.objects.bulk_update(found.orders, SAVED)
    events = [
        OrderConfirmed(order.id, order.number, (order.buyer_id, order.seller_id), {"lines": told[order.id]})
        for order in found.orders
    ]
    record_all(actor, events, why if decided else "")


def _told(line: OrderLine, accept: Decimal, backorder: Decimal) -> dict[str, str | int]:
    told: dict[str, str | int] = {"line": line.position}
    told |= {name: plain(part) for name, part in (("accept", accept), ("backorder", backorder)) if part}
    if backorder and line.sharing:
        told |= {name: line.sharing[name] for name in ("rule", "place", "of") if name in line.sharing}
    return told
