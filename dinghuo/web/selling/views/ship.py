"""Sending goods of an order on their way: lines filled in with what can leave, carrier and number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.fulfilment.actions.ship_order import LineShipment, ship_order
from dinghuo.fulfilment.errors import NothingToShip
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.order_page import sold_order
from dinghuo.web.selling.packs import Pack, pack_of
from dinghuo.web.selling.typed import read_day, read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request

#: Suggested while typing; any other name may be written.
CARRIERS = (
    "顺丰速运",
    "德邦快递",
    "京东物流",
    "中通快运",
    "跨越速运",
    "圆通速递",
    "韵达快递",
    "EMS",
    "自有车辆",
)


@dataclass(frozen=True)
class ReadyLine:
    """A line with goods that can leave, and the names of its fields."""

    line: Any
    pack: Pack
    picture: str

    @property
    def ready(self) -> str:
        """How much can leave, in the pack."""
        return self.pack.of(self.line.counters.to_ship)

    @property
    def packed(self) -> str:
        """The same in whole packs and loose units, if it fills no whole packs."""
        return self.pack.told(self.line, self.line.counters.to_ship)

    @property
    def names(self) -> dict[str, str]:
        """The names of the line's fields."""
        return {field: f"lines.{self.line.position}.{field}" for field in ("quantity", "lot", "expires")}


def ship(request: Request, actor: Actor, number: str) -> HttpResponse:
    """The form, or the shipment made of it."""
    order = sold_order(actor, number)
    lines = [line for line in order.lines.all() if line.counters.to_ship]
    if request.method == "POST":
        return _ship(request, actor, number, lines)
    pictures = picture_addresses(actor, [line.variant_id for line in lines])
    rows = [
        ReadyLine(line, pack_of(line, line.counters.to_ship), pictures.get(line.variant_id, ""))
        for line in lines
    ]
    context = {
        "order": order,
        "rows": rows,
        "form": Form.of(request, {row.names["quantity"]: row.ready for row in rows}),
        "carriers": CARRIERS,
        "trail": [
            (here(request, "orders"), _("Orders")),
            (here(request, "order", number), number),
            ("", _("Ship goods")),
        ],
    }
    return render(request, "selling/orders/ship.html", context)


def _ship(request: Request, actor: Actor, number: str, lines: Sequence[Any]) -> HttpResponse:
    wanted = _read(request, lines)
    if not wanted:
        raise NothingToShip(_("Say of at least one line how much leaves."))
    try:
        shipment = ship_order(
            actor,
            number,
            wanted,
            carrier=request.POST.get("carrier", ""),
            tracking_number=request.POST.get("tracking_number", ""),
            note=request.POST.get("note", ""),
        )
    except Invalid as invalid:
        raise Invalid([_beside(fault, wanted) for fault in invalid.faults]) from invalid
    flash.say(request, _("%(number)s is on its way. The buyer is told.") % {"number": shipment.number})
    return HttpResponseRedirect(here(request, "shipment", shipment.number))


def _read(request: Request, lines: Sequence[Any]) -> list[LineShipment]:
    faults = Faults()
    wanted = []
    for line in lines:
        name = f"lines.{line.position}"
        pack = pack_of(line, line.counters.to_ship)
        quantity = read_decimal(request.POST, f"{name}.quantity", faults) * pack.factor
        if quantity > line.counters.to_ship:
            told = {"ready": pack.of(line.counters.to_ship), "unit": pack.unit}
            faults.add(f"{name}.quantity", "too-much", _("Only %(ready)s %(unit)s can leave.") % told)
        expires = read_day(request.POST, f"{name}.expires", faults)
        if quantity:
            lot = request.POST.get(f"{name}.lot", "")
            wanted.append(LineShipment(line.position, quantity, lot, expires))
    faults.raise_any()
    return wanted


def _beside(fault: Fault, wanted: Sequence[LineShipment]) -> Fault:
    """The action's fault as a fault of the field that it came from."""
    lines, place, field = (*fault.path.split("."), "", "")[:3]
    if lines != "lines" or not place.isdigit():
        return fault
    return Fault(f"lines.{wanted[int(place)].line}.{field}", fault.code, fault.message)
