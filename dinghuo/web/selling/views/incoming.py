"""Goods on their way: what comes when, who waits for it, and how too little is shared."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.actions.set_sharing_rule import set_sharing_rule
from dinghuo.inventory.permissions import RECEIVE_STOCK, SET_SHARING_RULE
from dinghuo.inventory.queries.incoming_supplies import incoming_supplies, incoming_supply
from dinghuo.inventory.queries.sharing_rule import sharing_rule
from dinghuo.inventory.queries.warehouses import warehouses
from dinghuo.ordering.actions.cancel_supply import cancel_supply
from dinghuo.ordering.actions.change_supply import SupplyChange, change_supply
from dinghuo.ordering.actions.receive_supply import receive_supply
from dinghuo.ordering.actions.save_supply import SupplyEntry, save_supply
from dinghuo.ordering.permissions import SAVE_SUPPLY, VIEW
from dinghuo.ordering.queries.waiting_lines import waiting_lines
from dinghuo.organisations.queries.today import today
from dinghuo.procurement.permissions import SEE as SEE_REPLENISHMENT
from dinghuo.procurement.queries.proposals import proposal_of_order
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.sharing_words import rules
from dinghuo.web.selling.typed import read_day, read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request


def incoming(request: Request, actor: Actor) -> HttpResponse:
    """What is still to come, the first first; posted, a new delivery is entered."""
    if request.method == "POST":
        return _enter(request, actor)
    rows = incoming_supplies(actor)
    pictures = picture_addresses(actor, [row.variant_id for row in rows])
    day = today(actor)
    places = warehouses(actor, actor.organisation_id)
    rule = sharing_rule(actor, actor.organisation_id) if actor.organisation_id else ""
    context = {
        "rows": [(row, pictures.get(row.variant_id, ""), row.expected < day) for row in rows],
        "places": [(place.key, translated(place.name, place.names)) for place in places if place.is_active],
        "form": Form.of(request, {"rule": rule}),
        "may_save": allows(actor, SAVE_SUPPLY),
        "may_share": allows(actor, SET_SHARING_RULE),
        "rule_words": dict(rules()).get(rule, ""),
        "rules": rules(),
        "today": day,
    }
    return render(request, "selling/stock/incoming.html", context)


def _enter(request: Request, actor: Actor) -> HttpResponse:
    typed, faults = request.POST, Faults()
    quantity, expected = read_decimal(typed, "quantity", faults), read_day(typed, "expected", faults)
    if expected is None and not faults.found:
        faults.add("expected", "required", _("Say when it comes."))
    faults.raise_any()
    assert expected is not None
    entry = SupplyEntry(
        typed.get("sku", "").strip(),
        quantity,
        expected,
        typed.get("reference", ""),
        typed.get("warehouse", ""),
        bool(typed.get("presale")),
    )
    supply = save_supply(actor, entry)
    flash.say(request, _("%(reference)s is entered.") % {"reference": supply.reference})
    return HttpResponseRedirect(here(request, "supply", supply.id))


def share(request: Request, actor: Actor) -> HttpResponse:
    """Say how goods are shared that are too few."""
    set_sharing_rule(actor, request.POST.get("rule", ""))
    flash.say(request, _("The rule is set."))
    return HttpResponseRedirect(here(request, "incoming"))


def supply(request: Request, actor: Actor, supply_id: UUID) -> HttpResponse:
    """One delivery, and who waits for the article."""
    row = incoming_supply(actor, supply_id)
    waits = waiting_lines(actor, row.owner_id, row.variant_id, row.id) if allows(actor, VIEW) else []
    bought = proposal_of_order(actor, row.reference) if allows(actor, SEE_REPLENISHMENT) else ""
    stored = {"expected": row.expected.isoformat(), "quantity": plain(row.quantity), "presale": row.presale}
    context = {
        "row": row,
        "unit": row.variant.product.base_unit,
        "picture": picture_addresses(actor, [row.variant_id]).get(row.variant_id, ""),
        "waits": waits,
        "late": row.state == "open" and row.expected < today(actor),
        "form": Form.of(request, stored),
        "bought": bought,
        "may_save": row.state == "open" and not bought and allows(actor, SAVE_SUPPLY),
        "may_receive": row.state == "open" and not bought and allows(actor, RECEIVE_STOCK),
        "trail": [(here(request, "incoming"), _("Incoming goods")), ("", row.reference)],
    }
    return render(request, "selling/stock/supply.html", context)


def change(request: Request, actor: Actor, supply_id: UUID) -> HttpResponse:
    """Another day, another quantity."""
    typed, faults = request.POST, Faults()
    quantity, expected = read_decimal(typed, "quantity", faults), read_day(typed, "expected", faults)
    faults.raise_any()
    asked = SupplyChange(quantity, expected, bool(typed.get("presale")))
    change_supply(actor, supply_id, asked, typed.get("why", "").strip()[:200])
    flash.say(request, _("It is changed. Who waits has been told."))
    return HttpResponseRedirect(here(request, "supply", supply_id))


def receive(request: Request, actor: Actor, supply_id: UUID) -> HttpResponse:
    """It has come, all of it or some."""
    typed, faults = request.POST, Faults()
    quantity, expires = read_decimal(typed, "arrived", faults), read_day(typed, "expires", faults)
    faults.raise_any()
    _supply, document = receive_supply(
        actor,
        supply_id,
        quantity or None,
        typed.get("lot", "").strip(),
        expires,
        expired=bool(typed.get("expired")),
    )
    flash.say(request, _("%(document)s: in stock, and shared out.") % {"document": document.number})
    return HttpResponseRedirect(here(request, "supply", supply_id))


def close(request: Request, actor: Actor, supply_id: UUID) -> HttpResponse:
    """Nothing more comes."""
    cancel_supply(actor, supply_id, request.POST.get("why", "").strip()[:200])
    flash.say(request, _("Closed. Who waits has been told."))
    return HttpResponseRedirect(here(request, "incoming"))
