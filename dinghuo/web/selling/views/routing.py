"""Which warehouse serves which line: the rules, tried on past orders first, and the lines of one order."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation import formats
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.actions.set_routing import set_routing
from dinghuo.inventory.permissions import SET_ROUTING
from dinghuo.inventory.queries.routing import routing_versions
from dinghuo.inventory.queries.warehouses import warehouses
from dinghuo.ordering.actions.reallocate_goods import reallocate_goods
from dinghuo.ordering.actions.reroute_line import reroute_line
from dinghuo.ordering.permissions import REALLOCATE, REROUTE, VIEW
from dinghuo.ordering.queries.routing_of import routing_of
from dinghuo.ordering.queries.routing_trial import Trial, routing_trial
from dinghuo.ordering.queries.who_waits import WhoWaits, who_waits
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.order_page import sold_order
from dinghuo.web.selling.routing_words import rule_words, told_line, told_rules
from dinghuo.web.selling.sharing_words import told_sharing
from dinghuo.web.selling.typed import read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request

#: How many orders that would change are listed.
SHOWN = 50
DAYS = (7, 30, 90)


def routing(request: Request, actor: Actor) -> HttpResponse:
    """The rules and their history; with `?rule1=` and so on what would change; posted, they are in force."""
    if request.method == "POST":
        set_routing(actor, _typed(request.POST))
        flash.say(request, _("The rules are in force for new orders."))
        return HttpResponseRedirect(here(request, "routing"))
    versions = routing_versions(actor)
    tried = "try" in request.GET
    rules = _typed(request.GET) if tried else list(versions[0].rules if versions else ())
    known = [rule for rule in dict.fromkeys(rules) if rule in rule_words()]
    days = next((each for each in DAYS if str(each) == request.GET.get("days")), 30)
    trial = routing_trial(actor, known, days) if tried and allows(actor, VIEW) else None
    context = {
        "form": Form.of(request, {f"rule{n}": rule for n, rule in enumerate(known, 1)} | {"days": str(days)}),
        "fields": [
            (f"rule{n}", _("%(n)s. rule") % {"n": n}, list(rule_words().items()))
            for n in range(1, len(rule_words()) + 1)
        ],
        "days": [(str(each), _("%(days)s days") % {"days": each}) for each in DAYS],
        "tried": known,
        "tried_words": told_rules(known),
        "trial": trial,
        "rows": _rows(trial) if trial else [],
        "more": max(len(trial.changed) - SHOWN, 0) if trial else 0,
        "versions": [(each, told_rules(each.rules)) for each in versions],
        "may_set": allows(actor, SET_ROUTING),
        "trail": [(here(request, "places"), _("Warehouses")), ("", _("Order routing"))],
    }
    return render(request, "selling/stock/routing.html", context)


def order_routing(request: Request, actor: Actor, number: str, line: int | None = None) -> HttpResponse:
    """From which warehouses an order's lines come, why, and where else they could come from."""
    order = sold_order(actor, number)
    found = routing_of(actor, order.lines.all())
    pictures = picture_addresses(actor, [each.line.variant_id for each in found])
    places = [place for place in warehouses(actor, actor.organisation_id) if place.is_active]
    may_give = allows(actor, REALLOCATE)
    waits = who_waits(actor, order.seller_id, [each.line.variant_id for each in found] if may_give else [])
    context = {
        "order": order,
        "rows": [
            (
                each,
                pictures.get(each.line.variant_id, ""),
                told_line(each),
                told_sharing(each.line),
                _form(request, each.line.position, line),
                _others(waits.get(each.line.variant_id, []), each.line, number),
            )
            for each in found
        ],
        "places": [(place.key, translated(place.name, place.names)) for place in places],
        "may_reallocate": may_give,
        "giving": request.method == "POST" and "to" in request.POST,
        "may_reroute": allows(actor, REROUTE) and len(places) > 1,
        "trail": [
            (here(request, "orders"), _("Orders")),
            (here(request, "order", number), number),
            ("", _("From which warehouses")),
        ],
    }
    return render(request, "selling/orders/routing.html", context)


def reroute(request: Request, actor: Actor, number: str, line: int) -> HttpResponse:
    """Let a line's goods come from another warehouse."""
    sold_order(actor, number)
    faults = Faults()
    quantity = read_decimal(request.POST, "quantity", faults) if request.POST.get("quantity") else None
    faults.raise_any()
    reroute_line(
        actor, number, line, request.POST.get("warehouse", ""), request.POST.get("why", ""), quantity
    )
    flash.say(request, _("It comes from there now."))
    return HttpResponseRedirect(here(request, "order_routing", number))


def reallocate(request: Request, actor: Actor, number: str, line: int) -> HttpResponse:
    """Give what a line holds to another order."""
    sold_order(actor, number)
    faults = Faults()
    quantity = read_decimal(request.POST, "quantity", faults)
    faults.raise_any()
    typed = request.POST
    served = reallocate_goods(
        actor, number, line, typed.get("to", "").strip(), quantity, typed.get("why", "")[:200]
    )
    flash.say(request, _("%(number)s has got it. Both customers are told.") % {"number": served.number})
    return HttpResponseRedirect(here(request, "order_routing", number))


def _form(request: Request, position: int, line: int | None) -> Form:
    """What was typed stands in the line's own form only."""
    return Form.of(request) if position == line else Form()


def _others(waits: Sequence[WhoWaits], line: Any, number: str) -> list[tuple[str, str]]:
    """The other orders that wait for a line's article: number, and who waits for how much."""
    return [
        (
            each.number,
            f"{translated(each.buyer, each.buyer_names)} · {plain(each.waiting)}{formats.THIN}{line.base_unit}",
        )
        for each in waits
        if each.number != number
    ]


def _typed(typed: QueryDict) -> list[str]:
    """The rules in their order; what is left empty is no rule."""
    values = (typed.get(f"rule{n}") for n in range(1, len(rule_words()) + 1))
    return [str(value) for value in values if value]


def _rows(trial: Trial) -> list[tuple[str, str, str]]:
    """The orders that would change: number, warehouses before and after."""
    return [
        (each.number, _names(trial, each.before.places), _names(trial, each.after.places))
        for each in trial.changed[:SHOWN]
    ]


def _names(trial: Trial, places: Iterable[UUID]) -> str:
    known = [translated(*trial.names[place]) for place in places if place in trial.names]
    return " + ".join(sorted(known)) or "–"
