"""A proposal to buy: edited, ordered or put aside; and its goods, received into a warehouse."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.queries.warehouses import warehouses
from dinghuo.procurement.actions.dismiss_proposal import dismiss_proposal
from dinghuo.procurement.actions.edit_proposal import edit_proposal
from dinghuo.procurement.actions.order_proposal import order_proposal
from dinghuo.procurement.actions.receive_purchase import LineReceipt, receive_purchase
from dinghuo.procurement.permissions import ORDER, RECEIVE
from dinghuo.procurement.queries.proposals import proposal, proposals
from dinghuo.procurement.queries.scanned_line import scanned_line
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.replenishment_words import proposal_words, why_words
from dinghuo.web.selling.typed import read_decimal
from dinghuo.web.selling.views.stock_work import read_quantity
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request

STATES = ("open", "ordered", "dismissed")


def proposals_list(request: Request, actor: Actor) -> HttpResponse:
    """Every proposal of the house, newest first."""
    listing = Listing.of(request, filters={"state": STATES})
    page = proposals(actor, listing["state"], listing.after or None)
    context = {
        "page": page,
        "rows": [(each, proposal_words(each.state)) for each in page.items],
        "chips": [(key, proposal_words(key).words, key == listing["state"]) for key in STATES],
        "all": not listing["state"],
        "trail": [(here(request, "replenishment"), _("Replenishment")), ("", _("Proposals"))],
    }
    return render(request, "selling/replenishment/proposals.html", context)


def show_proposal(request: Request, actor: Actor, number: str) -> HttpResponse:
    """One proposal, with the reason of each figure; once ordered, with what has come of it."""
    return _page(request, actor, number, request.POST)


def _page(request: Request, actor: Actor, number: str, typed: QueryDict) -> HttpResponse:
    page = proposal(actor, number)
    found = page.proposal
    is_open = found.state == "open" and allows(actor, ORDER) and found.owner_id == actor.organisation_id
    pictures = picture_addresses(actor, [line.variant_id for line in page.lines])
    parcels = [each for each in page.shipments if any(line.carried.on_the_way for line in each.lines.all())]
    places = [each for each in warehouses(actor, found.owner_id) if each.is_active]
    stored = {f"lines.{line.position}.quantity": plain(line.quantity) for line in page.lines}
    stored |= {
        f"{parcel.number}.{line.position}.accepted": plain(line.carried.on_the_way)
        for parcel in parcels
        for line in parcel.lines.all()
    }
    form = Form.of(request, stored | {"warehouse": found.warehouse.key})
    if form.typed is not None:
        form.typed = typed
    context = {
        "counting": typed.get("shipment", "") if typed.get("counting") else "",
        "labels": typed.getlist("label"),
        "scanned_twice": getattr(request.refusal, "type", "") == "already-scanned",
        "proposal": found,
        "state": proposal_words(found.state),
        "rows": [
            (
                line,
                pictures.get(line.variant_id, ""),
                why_words(line.reason, line.variant.product.base_unit) if line.reason else [],
                f"lines.{line.position}.quantity",
                page.order_lines.get(line.variant_id),
            )
            for line in page.lines
            if is_open or line.quantity
        ],
        "order": page.order,
        "parcels": [
            (each, _fields(each), f"{each.number}.code", f"{each.number}.scanned") for each in parcels
        ],
        "places": [(each.key, translated(each.name, each.names)) for each in places],
        "methods": [("transfer", _("Bank transfer")), ("credit", _("On credit")), ("prepaid", _("Prepaid"))],
        "reason_name": f"{number}.why",
        "is_open": is_open,
        "may_receive": allows(actor, RECEIVE) and found.owner_id == actor.organisation_id,
        "form": form,
        "trail": [(here(request, "replenishment"), _("Replenishment")), ("", number)],
    }
    return render(request, "selling/replenishment/proposal.html", context)


def _fields(parcel: Any) -> list[tuple[Any, str, str]]:
    return [
        (line, f"{parcel.number}.{line.position}.accepted", f"{parcel.number}.{line.position}.rejected")
        for line in parcel.lines.all()
        if line.carried.on_the_way
    ]


def save_proposal(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Keep the quantities that were typed, and order if that is the button."""
    typed, faults = request.POST, Faults()
    quantities = {
        line.position: read_decimal(typed, f"lines.{line.position}.quantity", faults)
        for line in proposal(actor, number).lines
        if f"lines.{line.position}.quantity" in typed
    }
    faults.raise_any()
    edit_proposal(actor, number, quantities)
    if typed.get("then") == "order":
        ordered = order_proposal(actor, number, typed.get("payment", "transfer"))
        told = {"number": number, "order": ordered.order_number}
        flash.say(request, _("%(number)s is ordered: %(order)s.") % told)
    else:
        flash.say(request, _("Saved. It is ordered as it stands here."))
    return HttpResponseRedirect(here(request, "proposal", number))


def dismiss(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Put it aside."""
    dismiss_proposal(actor, number, request.POST.get("why", ""))
    flash.say(
        request, _("%(number)s is put aside. What is still needed is proposed again.") % {"number": number}
    )
    return HttpResponseRedirect(here(request, "replenishment"))


def scan_goods(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Count what was scanned of a shipment into its form; nothing is received before somebody says so.

    The form carries the count: with the first scan it begins at nothing.
    """
    typed, faults = request.POST.copy(), Faults()
    parcel = _parcel(actor, number, typed.get("shipment", ""))
    names = {line.position: accepted for line, accepted, _rejected in _fields(parcel)}
    if not typed.get("counting"):
        for name in names.values():
            typed[name] = "0"
        typed["counting"] = "1"
    code, amount = f"{parcel.number}.code", f"{parcel.number}.scanned"
    counted = {position: read_decimal(typed, name, faults) for position, name in names.items()}
    quantity = read_quantity(typed, amount, faults)
    faults.raise_any()
    labels = () if typed.get("again") else typed.getlist("label")
    try:
        scan = scanned_line(actor, parcel, typed.get(code, ""), quantity, counted, labels)
    except Invalid as wrong:
        told = [Fault(f"{parcel.number}.{each.path}", each.code, each.message) for each in wrong.faults]
        raise Invalid(told) from wrong
    now = plain(counted[scan.position] + scan.quantity)
    typed[names[scan.position]] = now
    typed[code] = typed[amount] = ""
    if scan.label:
        typed.appendlist("label", scan.label)
    flash.say(request, f"{scan.name}: {now} {scan.unit}")
    return _page(request, actor, number, typed)


def _parcel(actor: Actor, number: str, shipment: str) -> Any:
    found = next((each for each in proposal(actor, number).shipments if each.number == shipment), None)
    if found is None:
        raise Invalid([Fault("shipment", "unknown", _("Nothing of this is on its way."))])
    return found


def receive(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Take a shipment's goods into a warehouse."""
    typed, faults = request.POST, Faults()
    parcel = _parcel(actor, number, typed.get("shipment", ""))
    lines = []
    for line, accepted, rejected in _fields(parcel):
        bad = read_decimal(typed, rejected, faults)
        why = typed.get(f"{number}.why", "")
        lines.append(
            LineReceipt(line.position, read_decimal(typed, accepted, faults), bad, why if bad else "")
        )
    faults.raise_any()
    expired = bool(typed.get("expired"))
    document = receive_purchase(actor, parcel.number, typed.get("warehouse", ""), lines, expired=expired)
    flash.say(request, _("The goods are in stock: %(number)s.") % {"number": document.number})
    return HttpResponseRedirect(here(request, "proposal", number))
