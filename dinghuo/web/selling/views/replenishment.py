"""What runs low and what there is too much of, when to order, and what houses will need."""

from decimal import Decimal

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.foundation.fields import translated
from dinghuo.inventory.queries.warehouses import warehouses
from dinghuo.procurement.actions.propose_replenishment import propose_replenishment
from dinghuo.procurement.actions.set_limits import LimitsEntry, set_limits
from dinghuo.procurement.actions.set_replenishment import PolicyEntry, set_replenishment
from dinghuo.procurement.permissions import PROPOSE, SET
from dinghuo.procurement.queries.figures import figures, standing
from dinghuo.procurement.queries.forecasts import forecasts
from dinghuo.procurement.queries.policy import policy
from dinghuo.procurement.queries.proposals import proposals
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.replenishment_words import proposal_words, standing_words, why_words
from dinghuo.web.selling.typed import read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request

#: The most urgent are shown; what is left is told as a number, and the API has it.
SHOWN = 60


def replenishment(request: Request, actor: Actor) -> HttpResponse:
    """The proposals that wait, then the articles that are low or too much, each with its reason."""
    words = standing_words()
    listing = Listing.of(request, filters={"standing": list(words), "warehouse": []})
    kind = listing["standing"] or "low"
    found = figures(actor, actor.organisation_id)
    chosen = list(standing(found, kind, listing["warehouse"]))
    shown = chosen[:SHOWN]
    pictures = picture_addresses(actor, [each.article.variant_id for each in shown])
    counts = {key: sum(1 for _each in standing(found, key, listing["warehouse"])) for key in words}
    articles = [each.article for each in found]
    places = {each.warehouse: translated(each.warehouse_name, each.warehouse_names) for each in articles}
    context = {
        "waiting": [(each, proposal_words(each.state)) for each in proposals(actor, "open").items],
        "rows": [
            (each, pictures.get(each.article.variant_id, ""), why_words(each.reason(), each.article.unit))
            for each in shown
        ],
        "more": len(chosen) - len(shown),
        "chips": [(key, label, counts[key], key == kind) for key, label in words.items()],
        "places": [(key, name, key == listing["warehouse"]) for key, name in places.items()],
        "anywhere": not listing["warehouse"],
        "kind": kind,
        "any": bool(found),
        "may_propose": allows(actor, PROPOSE),
        "may_set": allows(actor, SET),
    }
    return render(request, "selling/replenishment/overview.html", context)


def reckon(request: Request, actor: Actor) -> HttpResponse:
    """Make proposals from what is known now."""
    made = propose_replenishment(actor, actor.organisation_id)
    if made.low:
        said = _("%(low)s articles run low; %(made)s proposals are new.")
        flash.say(request, said % {"low": made.low, "made": made.proposals})
    else:
        flash.say(request, _("Nothing runs low."))
    return HttpResponseRedirect(here(request, "replenishment"))


def rules(request: Request, actor: Actor) -> HttpResponse:
    """How the house wants to be replenished, and limits by hand."""
    if request.method == "POST":
        (_set_limits if "sku" in request.POST else _set_policy)(request, actor)
        flash.say(request, _("It is reckoned like this from now on."))
        return HttpResponseRedirect(here(request, "replenishment_rules"))
    own = policy(actor, actor.organisation_id)
    stored = {
        "window_days": own.window_days,
        "review_days": own.review_days,
        "service_percent": f"{Decimal(own.service_percent):f}".removesuffix(".0"),
        "is_nightly": own.is_nightly,
    }
    places = [each for each in warehouses(actor, actor.organisation_id) if each.is_active]
    context = {
        "form": Form.of(request, stored),
        "places": [(each.key, translated(each.name, each.names)) for each in places],
        "shares": own.shares_forecast,
        "trail": [(here(request, "replenishment"), _("Replenishment")), ("", _("When to order"))],
    }
    return render(request, "selling/replenishment/rules.html", context)


def _set_policy(request: Request, actor: Actor) -> None:
    typed, faults = request.POST, Faults()
    window, review, service = (
        read_decimal(typed, name, faults) for name in ("window_days", "review_days", "service_percent")
    )
    faults.raise_any()
    nightly = bool(typed.get("is_nightly"))
    set_replenishment(actor, PolicyEntry(int(window), int(review), service, nightly))


def _set_limits(request: Request, actor: Actor) -> None:
    typed, faults = request.POST, Faults()
    given = {
        name: read_decimal(typed, name, faults) if typed.get(name, "").strip() else None
        for name in ("minimum", "maximum")
    }
    faults.raise_any()
    entry = LimitsEntry(typed.get("sku", "").strip(), typed.get("warehouse", ""), **given)
    try:
        set_limits(actor, [entry])
    except Invalid as wrong:
        beside = [
            Fault(each.path.removeprefix("limits.0."), each.code, each.message) for each in wrong.faults
        ]
        raise Invalid(beside) from wrong


def forecast(request: Request, actor: Actor) -> HttpResponse:
    """What houses will need of this seller's goods."""
    listing = Listing.of(request)
    page = forecasts(actor, listing.after or None)
    pictures = picture_addresses(actor, [row.variant_id for row in page.items])
    context = {"page": page, "rows": [(row, pictures.get(row.variant_id, "")) for row in page.items]}
    return render(request, "selling/replenishment/forecast.html", context)
