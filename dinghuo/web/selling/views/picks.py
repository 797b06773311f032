"""Picking an order with a scanner: begin, scan, put back, send off."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Fault, Faults, Invalid, NotFound
from dinghuo.foundation.quantity import plain
from dinghuo.fulfilment.actions.begin_picking import begin_picking
from dinghuo.fulfilment.actions.end_picking import end_picking
from dinghuo.fulfilment.actions.put_back_pick import put_back_pick
from dinghuo.fulfilment.actions.scan_pick import scan_pick
from dinghuo.fulfilment.actions.ship_order import PERMISSION
from dinghuo.fulfilment.actions.ship_picked import ship_picked
from dinghuo.fulfilment.queries.pickings import PickingPage, picking
from dinghuo.inventory.queries.picks import Pick
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.views.ship import CARRIERS
from dinghuo.web.selling.views.stock_work import read_quantity
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request


@dataclass(frozen=True)
class PickRow:
    """Goods of one lot to take, in base units; `wanted` counts what has been picked of it."""

    pick: Pick
    line: Any
    picture: str

    @property
    def wanted(self) -> Decimal:
        """What the order holds of it here."""
        return self.pick.held

    @property
    def goods(self) -> str:
        """Names it, and what has to go back of it, where it is put back."""
        surplus = plain(self.pick.surplus) if self.pick.surplus else ""
        return f"{self.line.position}\t{self.pick.lot}\t{surplus}"

    @property
    def is_done(self) -> bool:
        """Nothing more is to be taken, and nothing to be put back."""
        return not self.pick.room and not self.pick.surplus


def begin(request: Request, actor: Actor) -> HttpResponse:
    """Begin to pick the order whose number was scanned or typed."""
    order = request.POST.get("order", "").strip().upper()
    try:
        begun = begin_picking(actor, order, take_over=bool(request.POST.get("take_over")))
    except NotFound:
        told = _("There is no order %(number)s here.") % {"number": order[:40] or "–"}
        raise Invalid([Fault("order", "unknown", told)]) from None
    return HttpResponseRedirect(here(request, "picking", begun.number))


def show_picking(request: Request, actor: Actor, number: str) -> HttpResponse:
    """What to take, bin by bin, and what is taken already."""
    page = picking(actor, number)
    pictures = picture_addresses(actor, [pick.variant_id for pick in page.picks])
    rows = [PickRow(pick, page.lines[pick.line_id], pictures.get(pick.variant_id, "")) for pick in page.picks]
    context = {
        "picking": page.picking,
        # What is still to be taken comes first, in the order of the walk.
        "rows": sorted(rows, key=lambda row: row.is_done),
        "is_open": page.picking.state == "open" and allows(actor, PERMISSION),
        "is_kept": page.picking.keeper_id is not None and page.picking.keeper_id == actor.organisation_id,
        "address": page.picking.order.delivery_address,
        "is_mine": page.picking.person_id == actor.person_id,
        "left": sum(1 for row in rows if not row.is_done),
        "has_picked": any(row.pick.picked for row in rows),
        "surplus": [row for row in rows if row.pick.surplus],
        "others": _others(page),
        "scanned_twice": getattr(request.refusal, "type", "") == "already-scanned",
        "carriers": CARRIERS,
        "form": Form.of(request),
        "trail": [(here(request, "pick_list"), _("Pick list")), ("", page.picking.order_number)],
    }
    return render(request, "selling/shipments/picking.html", context)


def _others(page: PickingPage) -> Sequence[Any]:
    """Lines that leave the house without being picked: services."""
    return [line for line in page.lines.values() if not line.stocked and line.counters.to_ship]


def scan(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Pick what was scanned; a scanner types the code and presses Enter."""
    faults = Faults()
    quantity = read_quantity(request.POST, "quantity", faults)
    faults.raise_any()
    again = bool(request.POST.get("again"))
    done = scan_pick(
        actor, number, request.POST.get("code", ""), quantity, request.POST.get("lot", ""), again
    )
    told = {"name": done.name, "lot": done.lot, "quantity": plain(done.quantity), "unit": done.unit}
    if done.left:
        words = _("%(quantity)s %(unit)s %(name)s picked, %(left)s to go.")
        flash.say(request, words % {**told, "left": plain(done.left)})
    else:
        flash.say(request, _("%(quantity)s %(unit)s %(name)s picked: that is all of it.") % told)
    return HttpResponseRedirect(here(request, "picking", number))


def put_back(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Put goods of one lot back on the shelf: all of it, or what the order doesn't hold any more."""
    position, lot, surplus = (*request.POST.get("goods", "").split("\t"), "", "")[:3]
    if not position.isdecimal() or len(position) > 6:
        raise NotFound(position)
    faults = Faults()
    quantity = read_quantity({"goods": surplus}, "goods", faults)
    faults.raise_any()
    put_back_pick(actor, number, int(position), lot, quantity)
    flash.say(request, _("Put back."))
    return HttpResponseRedirect(here(request, "picking", number))


def ship(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Send off what was picked."""
    shipment = ship_picked(
        actor,
        number,
        request.POST.get("carrier", ""),
        request.POST.get("tracking_number", ""),
        request.POST.get("note", ""),
    )
    flash.say(request, _("%(number)s is on its way. The buyer is told.") % {"number": shipment.number})
    if shipment.seller_id != actor.organisation_id:
        # Who keeps another's goods has no part in its shipments.
        return HttpResponseRedirect(here(request, "picking", number))
    return HttpResponseRedirect(here(request, "shipment", shipment.number))


def end(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Give it up."""
    end_picking(actor, number)
    flash.say(request, _("Given up. What was picked is back on the shelves."))
    return HttpResponseRedirect(here(request, "pick_list"))
