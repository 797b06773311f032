"""Lets the seller give goods that one order holds to another one that waits for them."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import Faults, NotAllowed
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.steps.pass_holds import Passing, pass_holds
from dinghuo.ordering.errors import OutOfStock
from dinghuo.ordering.events import OrderServed
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.permissions import REALLOCATE
from dinghuo.ordering.rules.counters import serve
from dinghuo.ordering.rules.sharing_note import ByHand, hand_note
from dinghuo.ordering.steps.align_promises import align_promises
from dinghuo.ordering.steps.lock_waiting import lock_orders
from dinghuo.ordering.steps.mark_short import mark_short
from dinghuo.ordering.steps.settle_lines import settle_lines

ZERO = Decimal(0)


def reallocate_goods(
    actor: Actor, number: str, position: int, to_number: str, quantity: Decimal, why: str
) -> Order:
    """Give so many base units that a line holds to the line of another order that waits for the same article.

    The giving line is on back-order again (or holds less, where it wasn't answered yet), the other one is served; both
    parties of both orders are told, with the reason, and neither is told of the other. The same the other way round
    undoes it. Returns the order that was served. Raises Invalid with every fault, OutOfStock where less may pass:
    it isn't held, is picked already, or isn't fresh enough for the other customer.
    """
    require(actor, REALLOCATE)
    with acting(actor):
        wanted = Order.objects.filter(market_id=actor.market_id, number__in={number, to_number})
        orders, lines = lock_orders(actor, [order.id for order in wanted])
        by_number = {order.number: order for order in orders.values()}
        giver, taker = by_number.get(number), by_number.get(to_number)
        if giver is None or giver.seller_id != actor.organisation_id:
            raise NotAllowed(REALLOCATE)
        mine = taker if taker is not None and taker.seller_id == giver.seller_id else None
        from_line = next((line for line in lines[giver.id] if line.position == position), None)
        to_line = _waits(lines[mine.id], from_line) if mine and mine is not giver else None
        _check(from_line, to_line, position, to_number, quantity, why.strip())
        assert mine is not None
        assert from_line is not None
        assert to_line is not None
        _pass(actor, giver, from_line, to_line, quantity, why.strip())
        _note(actor, from_line, to_line, quantity, why.strip())
        # Who is served needs less of what is on its way: that is free then for who gave.
        _serve(actor, mine, lines[mine.id], to_line, quantity, why.strip())
        mark_short(actor, giver, lines[giver.id], {from_line.id: quantity}, "", why.strip())
        return mine


def _waits(lines: list[OrderLine], giver: OrderLine | None) -> OrderLine | None:
    """The first line that waits for the same article."""
    if giver is None:
        return None
    return next((line for line in lines if line.variant_id == giver.variant_id and line.waiting > 0), None)


def _check(
    giver: OrderLine | None,
    taker: OrderLine | None,
    position: int,
    to_number: str,
    quantity: Decimal,
    why: str,
) -> None:
    faults = Faults()
    if giver is None:
        faults.add("line", "unknown", _("This order has no line %(line)s.") % {"line": position})
    elif taker is None:
        told = _("No other order %(number)s of yours waits for this article.") % {"number": to_number}
        faults.add("to", "unknown", told)
    if not (quantity.is_finite() and quantity > 0):
        faults.add("quantity", "positive", _("Enter more than zero."))
    elif taker is not None and quantity > taker.waiting:
        told = _("It waits for %(left)s %(unit)s only.")
        numbers = {"left": plain(taker.waiting), "unit": taker.base_unit}
        faults.add("quantity", "too-much", told % numbers)
    if not why:
        faults.add("why", "required", _("Say why, so that others understand."))
    faults.raise_any()


def _pass(
    actor: Actor, order: Order, giver: OrderLine, taker: OrderLine, quantity: Decimal, why: str
) -> None:
    passing = Passing(giver.id, taker.id, giver.variant_id, order.seller_id, taker.buyer_id, quantity)
    possible = pass_holds(actor, Document("order", order.id, order.number), passing, why)
    if possible < quantity:
        told = {"possible": plain(possible), "unit": giver.base_unit, "wanted": plain(quantity)}
        raise OutOfStock(
            _("%(possible)s %(unit)s of it may go there, not %(wanted)s: held, not picked and fresh enough.")
            % told,
            lines=[{"line": giver.position, "sku": giver.sku, "available": plain(possible)}],
            instead={"quantity": plain(possible)} if possible else None,
        )


def _note(actor: Actor, giver: OrderLine, taker: OrderLine, quantity: Decimal, why: str) -> None:
    decided = ByHand(actor.person_name, why)
    giver.sharing = hand_note(quantity, giver.held, decided, gave=True)
    taker.sharing = hand_note(quantity, taker.waiting, decided)
    OrderLine.objects.bulk_update([giver, taker], ["sharing"])


def _serve(
    actor: Actor, order: Order, lines: list[OrderLine], line: OrderLine, quantity: Decimal, why: str
) -> None:
    now = line.counters
    unanswered = min(quantity, max(now.to_ship + now.pending - line.held, ZERO))
    line.held += quantity
    OrderLine.objects.bulk_update([line], ["held"])
    after = serve(now, quantity - unanswered)
    changed = {line: after} if after is not None and after != now else {}
    settle_lines(actor, order, lines, changed, reason=why)
    align_promises(actor, [line])
    told = {
        "line": line.position,
        "sku": line.sku,
        "name": line.name,
        "names": line.names,
        "quantity": plain(quantity),
        "unit": line.base_unit,
        "rule": "hand",
        "text": f"{line.name} {plain(quantity)} {line.base_unit}",
    }
    data = {"lines": [told], "text": told["text"]}
    record(actor, OrderServed(order.id, order.number, (order.buyer_id, order.seller_id), data), why)
