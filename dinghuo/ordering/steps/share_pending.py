"""Shares out the goods of several orders that wait for one seller's answer, as its rule says or a person decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import DinghuoError, Fault, Faults, Invalid, NotAllowed, NotFound
from dinghuo.foundation.fields import named
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.steps.share_stock import Shared, share_stock
from dinghuo.ordering.errors import ApprovalRequired, NothingToDo, OutOfStock
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.permissions import CONFIRM
from dinghuo.ordering.rules.decided import Decided
from dinghuo.ordering.states import Approval
from dinghuo.ordering.steps.check_divided import check_divided
from dinghuo.ordering.steps.lock_waiting import lock_orders, read_orders
from dinghuo.ordering.steps.waiting_for import waiting_for

ZERO = Decimal(0)
#: Orders that may be answered in one go.
MOST_ORDERS = 50


@dataclass(slots=True)
class PendingShares:
    """Orders that may be answered, with all their lines, and what was shared out to those that wait for an answer;
    `refused`: the others by number, and why."""

    orders: list[Order] = field(default_factory=list)
    of_order: Mapping[UUID, list[OrderLine]] = field(default_factory=dict)
    stock: Shared = field(default_factory=Shared)
    refused: dict[str, DinghuoError] = field(default_factory=dict)

    @property
    def pending(self) -> list[tuple[Order, OrderLine]]:
        """The lines that wait for an answer, order by order."""
        return [
            (order, line)
            for order in self.orders
            for line in self.of_order[order.id]
            if line.counters.pending > 0
        ]


def reason_faults(decided: Sequence[Decided], why: str) -> list[Fault]:
    """Who decides otherwise than the rule says why."""
    if not decided or why.strip():
        return []
    return [Fault("why", "required", _("Say why, so that others understand."))]


def share_pending(
    actor: Actor,
    numbers: Sequence[str],
    decided: Sequence[Decided] = (),
    lock: bool = True,
    known: Sequence[Fault] = (),
) -> PendingShares:
    """Find and lock the orders, then the stock, and share out what is free and what they hold unanswered.

    Nothing is written. What was `decided` comes off first. Raises Invalid with every fault of it, or where the orders
    are none, too many or of several sellers, together with those `known` already; OutOfStock where there is less than
    was decided.
    """
    _check(numbers, known)
    found = _find(actor, numbers, lock)
    if not found.orders and not decided:
        return found
    by_hand = _decided(actor, found, decided, known)
    if not found.orders:
        return found
    stocked = [(order, line) for order, line in found.pending if line.stocked]
    waiting = [
        waiting_for(order, line, line.counters.pending, by_hand.get(line.id)) for order, line in stocked
    ]
    settled = {line.id: line.counters.to_ship for _order, line in stocked}
    found.stock = share_stock(actor, found.orders[0].seller_id, waiting, settled, lock)
    _check_reached(found, by_hand)
    return found


def _check(numbers: Sequence[str], known: Sequence[Fault]) -> None:
    told = []
    if not numbers:
        told.append(Fault("orders", "required", _("Give at least one order.")))
    elif len(numbers) > MOST_ORDERS:
        words = _("At most %(most)s orders at a time.") % {"most": MOST_ORDERS}
        told.append(Fault("orders", "too-many", words))
    if told:
        raise Invalid([*told, *known])


def _find(actor: Actor, numbers: Sequence[str], lock: bool) -> PendingShares:
    ids = Order.objects.filter(market_id=actor.market_id, number__in=numbers).values_list("id", flat=True)
    orders, lines = (lock_orders if lock else read_orders)(actor, list(ids))
    by_number = {order.number: order for order in orders.values()}
    found = PendingShares(of_order=lines)
    for number in dict.fromkeys(numbers):
        refusal = _refusal(actor, number, by_number.get(number), lines)
        if refusal is None:
            found.orders.append(by_number[number])
        else:
            found.refused[number] = refusal
    if len({order.seller_id for order in found.orders}) > 1:
        faults = Faults()
        faults.add("orders", "several-sellers", _("Answer the orders of one seller at a time."))
        faults.raise_any()
    return found


def _refusal(
    actor: Actor, number: str, order: Order | None, lines: Mapping[UUID, list[OrderLine]]
) -> DinghuoError | None:
    if order is None:
        return NotFound(number)
    if actor.organisation_id != order.seller_id and actor.scope != "market":
        return NotAllowed(CONFIRM)
    if order.approval == Approval.PENDING:
        return ApprovalRequired(_("This order waits for the buyer's approval."))
    if not any(line.counters.pending for line in lines[order.id]):
        return NothingToDo(_("Every line has been answered already."))
    return None


def _decided(
    actor: Actor, found: PendingShares, decided: Sequence[Decided], known: Sequence[Fault]
) -> dict[UUID, Decimal]:
    lines = {(order.number, line.position): line for order, line in found.pending if line.stocked}
    by_hand: dict[UUID, Decimal] = {}
    parts: list[tuple[str, OrderLine, Decimal]] = []
    faults = Faults()
    for i, each in enumerate(decided):
        line, path = lines.get((each.order, each.line)), f"shares.{i}.quantity"
        if line is None:
            told = _("Line %(line)s of %(order)s waits for no answer.")
            faults.add(f"shares.{i}.line", "unknown", told % {"line": each.line, "order": each.order})
        elif line.id in by_hand:
            told = _("Line %(line)s is answered twice.")
            faults.add(f"shares.{i}.line", "twice", told % {"line": each.line})
        elif not each.quantity.is_finite() or each.quantity < 0:
            faults.add(path, "negative", _("A quantity can't be less than zero."))
        elif each.quantity > line.counters.pending:
            told = _("It waits for %(left)s %(unit)s only.")
            numbers = {"left": plain(line.counters.pending), "unit": line.base_unit}
            faults.add(path, "too-much", told % numbers)
        else:
            by_hand[line.id] = each.quantity
            parts.append((path, line, each.quantity))
    check_divided(actor, faults, parts)
    if faults or known:
        raise Invalid([*faults.found, *known])
    return by_hand


def _check_reached(found: PendingShares, by_hand: Mapping[UUID, Decimal]) -> None:
    """What was decided must be there, fresh enough for who is to get it."""
    short = [
        (order, line, found.stock.shares[line.id].quantity)
        for order, line in found.pending
        if line.id in by_hand and found.stock.shares[line.id].quantity < by_hand[line.id]
    ]
    if short:
        told = ", ".join(
            f"{order.number} {named(line)}: {plain(there)} {line.base_unit}" for order, line, there in short
        )
        raise OutOfStock(
            _("There is less of it than you gave out. Possible: %(told)s.") % {"told": told},
            lines=[
                {
                    "order": order.number,
                    "line": line.position,
                    "sku": line.sku,
                    "available": plain(there),
                    "unit": line.base_unit,
                }
                for order, line, there in short
            ],
        )
