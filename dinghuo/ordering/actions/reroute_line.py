"""Lets the seller send a line's goods from another warehouse."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import Faults, NotAllowed
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Warehouse
from dinghuo.inventory.queries.promised import held_where
from dinghuo.inventory.steps.move_holds import Elsewhere, Moving, move_holds
from dinghuo.ordering.errors import NothingToDo, OutOfStock
from dinghuo.ordering.events import OrderRerouted
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.permissions import REROUTE
from dinghuo.ordering.states import URGENT
from dinghuo.ordering.steps.lock_order import lock_order


def reroute_line(
    actor: Actor, number: str, position: int, warehouse: str, why: str, quantity: Decimal | None = None
) -> OrderLine:
    """Let a line hold its goods in another warehouse (its key): so many base units, or all that it holds elsewhere.

    Needs a reason, which stays with the line. What it gets is fresh enough for the buyer; what it gives up is free.
    Raises Invalid with every fault, OutOfStock with what is possible, NothingToDo where nothing lies elsewhere.
    """
    require(actor, REROUTE)
    with acting(actor):
        order, lines = lock_order(actor, number)
        if actor.organisation_id != order.seller_id:
            raise NotAllowed(REROUTE)
        line = next((each for each in lines if each.position == position), None)
        place = Warehouse.objects.filter(
            market_id=actor.market_id, owner_id=order.seller_id, key=warehouse, is_active=True
        ).first()
        found_line, found_place = _found(line, place, position, warehouse, why, quantity)
        moving = Moving(
            found_line.id,
            found_line.variant_id,
            order.seller_id,
            order.buyer_id,
            quantity=quantity,
            urgent=order.kind in URGENT,
        )
        document = Document("order", order.id, order.number)
        went = move_holds(actor, document, moving, found_place.id, why.strip())
        _check(found_line, found_place, went)
        _keep(actor, order, found_line, found_place, went.moved, why.strip())
        return found_line


def _found(
    line: OrderLine | None,
    place: Warehouse | None,
    position: int,
    warehouse: str,
    why: str,
    quantity: Decimal | None,
) -> tuple[OrderLine, Warehouse]:
    faults = Faults()
    if line is None:
        faults.add("line", "unknown", _("This order has no line %(line)s.") % {"line": position})
    if place is None:
        faults.add("warehouse", "unknown", _("There is no open warehouse %(key)s.") % {"key": warehouse})
    if not why.strip():
        faults.add("why", "required", _("Say why, so that others understand."))
    if quantity is not None and not (quantity.is_finite() and quantity > 0):
        faults.add("quantity", "positive", _("Enter more than zero."))
    faults.raise_any()
    assert line is not None
    assert place is not None
    return line, place


def _check(line: OrderLine, place: Warehouse, went: Elsewhere) -> None:
    if not went.wanted:
        raise NothingToDo(_("Nothing that this line holds lies in another warehouse."))
    if not went.moved:
        told = {
            "name": translated(place.name, place.names),
            "possible": plain(went.possible),
            "unit": line.base_unit,
            "wanted": plain(went.wanted),
        }
        raise OutOfStock(
            _("%(name)s has %(possible)s %(unit)s for this line, fresh enough for the buyer, not %(wanted)s.")
            % told,
            lines=[{"line": line.position, "sku": line.sku, "available": plain(went.possible)}],
            instead={"quantity": plain(went.possible)} if went.possible else None,
        )


def _keep(actor: Actor, order: Order, line: OrderLine, place: Warehouse, moved: Decimal, why: str) -> None:
    """The reason stands with the line, and in the order's history for its seller."""
    entry: dict[str, Any] = {"warehouse": str(place.id), "quantity": plain(moved), "why": ["hand"]}
    entry |= {"by": actor.person_name, "reason": why[:200]}
    by_hand = [*line.routing.get("by_hand", []), entry]
    line.routing = {**line.routing, "by_hand": by_hand}
    line.save(update_fields=["routing"])
    lies = held_where(actor, [line.id])[line.id]
    data = {
        "line": line.position,
        "sku": line.sku,
        "name": line.name,
        "names": line.names,
        "quantity": plain(moved),
        "unit": line.base_unit,
        "to": place.name,
        "to_names": place.names,
        "held": [{"warehouse": each.name, "quantity": plain(each.quantity)} for each in lies],
        "text": f"{line.name}: {plain(moved)} {line.base_unit} → {place.name}",
    }
    record(actor, OrderRerouted(order.id, order.number, (order.seller_id,), data), why)
