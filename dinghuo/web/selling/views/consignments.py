"""Goods of one house in the warehouse of another: what was agreed, what lies there, and who says what to it."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults
from dinghuo.inventory.actions.answer_consignment import answer_consignment
from dinghuo.inventory.actions.end_consignment import end_consignment
from dinghuo.inventory.actions.propose_consignment import ConsignmentEntry, propose_consignment
from dinghuo.inventory.permissions import PROPOSE_CONSIGNMENT, TAKE_CONSIGNED
from dinghuo.inventory.queries.consigned_stock import consigned_stock
from dinghuo.inventory.queries.consignments import consignment, consignments, in_force
from dinghuo.organisations.queries.today import today
from dinghuo.web.selling.consignment_form import form_choices
from dinghuo.web.selling.consignment_words import goods_words, ships_words, state_words
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.typed import read_day
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request


def consignments_list(request: Request, actor: Actor) -> HttpResponse:
    """Others' goods that lie here, and own goods that lie elsewhere, the newest agreement first."""
    listing = Listing.of(request, filters={"side": ["keeper", "owner"]})
    page = consignments(actor, listing["side"], after=listing.after or None, limit=50)
    context = {
        "listing": listing,
        "page": page,
        "rows": [(row, goods_words(row), state_words(row.state)) for row in page.items],
        "sides": [
            ("", _("All"), not listing["side"]),
            ("keeper", _("With us"), listing["side"] == "keeper"),
            ("owner", _("Ours with others"), listing["side"] == "owner"),
        ],
        "may_propose": allows(actor, PROPOSE_CONSIGNMENT),
    }
    return render(request, "selling/stock/consignments.html", context)


def new_consignment(request: Request, actor: Actor) -> HttpResponse:
    """Propose one: with whom, where, which goods, from when, who sends them off."""
    if request.method == "POST":
        return _propose(request, actor)
    context: dict[str, Any] = {
        **form_choices(actor),
        "form": Form.of(request, {"valid_from": today(actor), "goods": "all", "ships": "keeper"}),
        "trail": [(here(request, "consignments"), _("Consignment")), ("", _("Propose an agreement"))],
    }
    return render(request, "selling/stock/new_consignment.html", context)


def _propose(request: Request, actor: Actor) -> HttpResponse:
    typed, faults = request.POST, Faults()
    entry = ConsignmentEntry(
        typed.get("other", ""),
        typed.get("warehouse", ""),
        read_day(typed, "valid_from", faults),
        read_day(typed, "valid_until", faults),
        typed.get("goods", ""),
        typed.get("target", ""),
        typed.get("articles", "").replace(",", " ").split(),
        typed.get("ships", ""),
        bool(typed.get("may_take")),
        typed.get("note", ""),
    )
    faults.raise_any()
    made = propose_consignment(actor, entry)
    flash.say(request, _("%(number)s is proposed. The other house is told.") % {"number": made.number})
    return HttpResponseRedirect(here(request, "consignment", made.number))


def show_consignment(request: Request, actor: Actor, number: str) -> HttpResponse:
    """One agreement, and what of its goods lies there now."""
    row = consignment(actor, number)
    lines = consigned_stock(actor, row)
    pictures = picture_addresses(actor, [line.variant_id for line in lines])
    house = actor.organisation_id
    takes_part = allows(actor, PROPOSE_CONSIGNMENT) and house in (row.keeper_id, row.owner_id)
    context = {
        "row": row,
        "state": state_words(row.state),
        "goods": goods_words(row),
        "ships": ships_words()[row.ships],
        "lines": [(line, pictures.get(line.variant_id, "")) for line in lines],
        "in_force": in_force(row, today(actor)),
        "may_answer": takes_part and row.state == "proposed" and row.proposer_id != house,
        "may_end": takes_part and row.state in ("proposed", "active"),
        "may_take": row.may_take and house == row.keeper_id and allows(actor, TAKE_CONSIGNED),
        "works_here": house == row.keeper_id and request.door != "operator",
        "sends_here": house == row.owner_id and request.door != "operator",
        "form": Form.of(request),
        "trail": [(here(request, "consignments"), _("Consignment")), ("", number)],
    }
    return render(request, "selling/stock/consignment.html", context)


def answer(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Agree or decline."""
    accept = request.POST.get("answer") == "yes"
    answer_consignment(actor, number, accept, request.POST.get("why", ""))
    said = _("%(number)s counts now.") if accept else _("%(number)s is declined.")
    flash.say(request, said % {"number": number})
    return HttpResponseRedirect(here(request, "consignment", number))


def end(request: Request, actor: Actor, number: str) -> HttpResponse:
    """End it, or take the proposal back."""
    end_consignment(actor, number, request.POST.get("why", ""))
    flash.say(request, _("%(number)s has ended. What lies there stays its owner’s.") % {"number": number})
    return HttpResponseRedirect(here(request, "consignment", number))
