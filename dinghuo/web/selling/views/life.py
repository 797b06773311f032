"""Shelf life: what runs out soon, how fresh goods must be for whom, and where a lot went."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.categories import categories
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.foundation.fields import translated
from dinghuo.inventory.actions.propose_scrap import propose_scrap
from dinghuo.inventory.actions.set_life_rules import LifeRuleEntry, set_life_rules
from dinghuo.inventory.permissions import SCRAP_STOCK, SET_LIFE_RULES
from dinghuo.inventory.queries.expiring import SPANS, expiring, expiry_counts
from dinghuo.inventory.queries.life_rules import life_rules
from dinghuo.pricing.permissions import SAVE_DRAFT, SEE_PRICE_LISTS
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.typed import read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request

#: Keeps the page under 100 KB.
ROWS = 50
PAST = "past"


def life(request: Request, actor: Actor) -> HttpResponse:
    """What runs out soon, or is past its day, by how soon and by category; and the rules of freshness."""
    if request.method == "POST":
        return _save(request, actor)
    tree = categories(actor, with_empty=True) if allows(actor, SEE_PRODUCTS) else []
    spans = {str(span): span for span in SPANS}
    listing = Listing.of(request, {"within": [*spans, PAST], "category": [node.key for node in tree]})
    path = next((node.path for node in tree if node.key == listing["category"]), "")
    past, within = listing["within"] == PAST, spans.get(listing["within"], SPANS[-1])
    page = expiring(actor, within, path, listing.after or None, limit=ROWS, past=past)
    counts = expiry_counts(actor, path)
    pictures = picture_addresses(actor, [row.line.variant_id for row in page.items])
    places = {row.line.warehouse: row.line for row in page.items if row.line.open}
    context = {
        "listing": listing,
        "page": page,
        "rows": [(row, pictures.get(row.line.variant_id, ""), abs(row.days_left)) for row in page.items],
        "past": past,
        "past_count": counts.past,
        "spans": [
            (span, count, not past and span == within)
            for span, count in zip(SPANS, counts.within, strict=True)
        ],
        "places": list(places.values()) if past and allows(actor, SCRAP_STOCK) else [],
        "rules": life_rules(actor),
        "categories": [
            (node.key, "\u3000" * node.depth + translated(node.name, node.names)) for node in tree
        ],
        "may_set": allows(actor, SET_LIFE_RULES),
        "may_mark": allows(actor, SAVE_DRAFT) and allows(actor, SEE_PRICE_LISTS),
        "form": Form.of(request),
        "asked": Form.of(request, {"category": listing["category"]}),
    }
    return render(request, "selling/stock/life.html", context)


def scrap(request: Request, actor: Actor) -> HttpResponse:
    """Put what is past its day in a warehouse on a scrap document, and show it."""
    document = propose_scrap(actor, request.POST.get("warehouse", ""))
    flash.say(request, _("Look through it, and book it: nothing has moved yet."))
    return HttpResponseRedirect(here(request, "stock_document", document.number))


def _save(request: Request, actor: Actor) -> HttpResponse:
    typed, faults = request.POST, Faults()
    days, percent = (int(read_decimal(typed, name, faults)) for name in ("min_days", "min_percent"))
    faults.raise_any()
    buyer, category = typed.get("buyer", "").strip(), typed.get("category", "")
    entry = LifeRuleEntry(buyer, category, days or None, percent or None, bool(typed.get("not_older")))
    try:
        set_life_rules(actor, [entry])
    except Invalid as wrong:
        beside = [Fault(each.path.removeprefix("rules.0."), each.code, each.message) for each in wrong.faults]
        raise Invalid(beside) from wrong
    flash.say(request, _("The rule is taken away.") if entry.asks_nothing else _("The rule is set."))
    return HttpResponseRedirect(here(request, "life"))
