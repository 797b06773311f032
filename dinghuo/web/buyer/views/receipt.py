"""Receiving a shipment: accept all of it with one tap, or say line by line what is accepted and what isn't."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Fault, Faults, Invalid, NotFound
from dinghuo.foundation.quantity import plain
from dinghuo.fulfilment.actions.receive_shipment import LineReceipt, receive_shipment
from dinghuo.fulfilment.queries.shipments import shipment as find_shipment
from dinghuo.web.buyer.typed import decimal_of
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.line_words import Amount, in_unit
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@dataclass(frozen=True)
class Arriving:
    """A line of the shipment: what is on its way, in the unit it is told in."""

    line: Any
    picture: str
    amount: Amount
    sent: Amount
    accepted: Amount
    rejected: Amount
    lots: Sequence[tuple[Any, Amount | None]]
    form: Form

    @property
    def shown_accepted(self) -> str:
        """What stands in the field: what was typed, else all that is on its way."""
        return str(self.form.value(f"accepted.{self.line.position}", plain(self.amount.value)))

    @property
    def shown_rejected(self) -> str:
        """What stands in the field."""
        return str(self.form.value(f"rejected.{self.line.position}"))

    @property
    def shown_reason(self) -> str:
        """What stands in the field."""
        return str(self.form.value(f"reason.{self.line.position}"))

    @property
    def faults(self) -> list[str]:
        """What is wrong with what was typed."""
        names = [f"{name}.{self.line.position}" for name in ("accepted", "rejected", "reason")]
        return [words for name in names for words in self.form.faults.get(name, [])]

    @property
    def factor(self) -> Decimal:
        """Base units in one of the unit it is told in."""
        of_line = self.line.order_line
        return of_line.factor if self.amount.unit == of_line.unit else Decimal(1)


@screen(door="buyer", permission="fulfilment.see_shipments", methods=["GET", "POST"])
def receipt(request: Request, actor: Actor, number: str) -> HttpResponse:
    """The page of a shipment, and what was found when it arrived."""
    shipment = find_shipment(actor, number)
    if shipment.buyer_id != actor.organisation_id:
        raise NotFound(number)
    if request.method == "POST":
        return _receive(request, actor, shipment)
    lines = list(shipment.lines.all())
    pictures = picture_addresses(actor, [line.order_line.variant_id for line in lines])
    form = Form.of(request)
    context = {
        "shipment": shipment,
        "lines": [_arriving(line, pictures, form) for line in lines],
        "open": any(line.carried.on_the_way for line in lines)
        and allows(actor, "fulfilment.receive_shipment"),
        "form": form,
        "reasons": [_("Damaged"), _("Wrong goods"), _("Too short a shelf life"), _("Not ordered")],
        "trail": [
            (reverse("buyer:orders"), _("Orders")),
            (reverse("buyer:order", args=[shipment.order_number]), shipment.order_number),
            ("", shipment.number),
        ],
    }
    return render(request, "buyer/receipt/page.html", context)


def _arriving(line: Any, pictures: dict, form: Form) -> Arriving:
    of_line, lots = line.order_line, line.lots
    return Arriving(
        line=line,
        picture=pictures.get(of_line.variant_id, ""),
        amount=in_unit(of_line, line.carried.on_the_way),
        sent=in_unit(of_line, line.quantity),
        accepted=in_unit(of_line, line.accepted),
        rejected=in_unit(of_line, line.rejected),
        lots=[(each, in_unit(of_line, each.quantity) if len(lots) > 1 else None) for each in lots],
        form=form,
    )


def _receive(request: Request, actor: Actor, shipment: Any) -> HttpResponse:
    note = request.POST.get("note", "").strip()
    if "all" in request.POST:
        receive_shipment(actor, shipment.number, note=note)
        flash.say(request, _("All of it is received. The invoice follows."))
    else:
        given = _read(request, list(shipment.lines.all()))
        try:
            receive_shipment(actor, shipment.number, given, note)
        except Invalid as invalid:
            raise Invalid([_beside(fault, given) for fault in invalid.faults]) from invalid
        flash.say(request, _("Received. What was rejected isn’t invoiced."))
    return HttpResponseRedirect(reverse("buyer:order", args=[shipment.order_number]))


def _read(request: Request, lines: Sequence[Any]) -> list[LineReceipt]:
    faults = Faults()
    given = []
    for arriving in (_arriving(line, {}, Form()) for line in lines):
        position = arriving.line.position
        if not arriving.amount:
            continue
        values = {}
        for name in ("accepted", "rejected"):
            text = request.POST.get(f"{name}.{position}", "").strip()
            value = decimal_of(text) if text else Decimal(0)
            if value is None:
                faults.add(f"{name}.{position}", "number", _("This is not a number."))
            values[name] = (value or Decimal(0)) * arriving.factor
        reason = request.POST.get(f"reason.{position}", "").strip()
        if values["rejected"] and not reason:
            faults.add(f"reason.{position}", "required", _("Say what is wrong with it."))
        if values["accepted"] or values["rejected"]:
            given.append(LineReceipt(position, values["accepted"], values["rejected"], reason))
    if not given and not faults:
        faults.add("lines", "nothing", _("Say how much was accepted or rejected."))
    faults.raise_any()
    return given


def _beside(fault: Fault, given: Sequence[LineReceipt]) -> Fault:
    """A fault of the action's third line, as a fault of the field it came from."""
    parts = fault.path.split(".")
    if len(parts) == 3 and parts[0] == "lines" and parts[1].isdigit():
        return Fault(f"{parts[2]}.{given[int(parts[1])].line}", fault.code, fault.message)
    return fault
