"""Shelf life: what runs out soon, how fresh goods must be for whom, and where a lot went."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.categories import categories
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.foundation.fields import translated
from dinghuo.inventory.actions.set_life_rules import LifeRuleEntry, set_life_rules
from dinghuo.inventory.permissions import SET_LIFE_RULES
from dinghuo.inventory.queries.expiring import expiring
from dinghuo.inventory.queries.life_rules import life_rules
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.typed import read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request


def life(request: Request, actor: Actor) -> HttpResponse:
    """What runs out within ninety days, and the rules of freshness."""
    if request.method == "POST":
        return _save(request, actor)
    rows = expiring(actor)
    pictures = picture_addresses(actor, [row.line.variant_id for row in rows])
    tree = categories(actor, with_empty=True) if allows(actor, SEE_PRODUCTS) else []
    context = {
        "rows": [(row, pictures.get(row.line.variant_id, ""), abs(row.days_left)) for row in rows],
        "rules": life_rules(actor),
        "categories": [
            (node.key, "\u3000" * node.depth + translated(node.name, node.names)) for node in tree
        ],
        "may_set": allows(actor, SET_LIFE_RULES),
        "form": Form.of(request),
    }
    return render(request, "selling/stock/life.html", context)


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
