"""How offers of the same goods are compared, what buyers see of it, and how good sellers are."""

from decimal import Decimal

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.comparison.score_seller import score_seller
from dinghuo.catalogue.actions.comparison.set_comparison import ComparisonView, Weights, set_comparison
from dinghuo.catalogue.permissions import SCORE_SELLER, SET_COMPARISON
from dinghuo.catalogue.queries.comparison.comparison_policy import comparing, comparison_versions
from dinghuo.catalogue.queries.comparison.seller_scores import scored_sellers
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.measure_words import measure_words, view_words
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

WEIGHTS = ("price", "lead_time", "score")


@screen(door="operator", permission=SET_COMPARISON, methods=["GET", "POST"])
def comparison(request: Request, actor: Actor) -> HttpResponse:
    """The weights and what buyers see; posted, a new version. And the sellers' scores."""
    if request.method == "POST" and getattr(request, "refused", None) is None:
        _set(request, actor)
        flash.say(request, _("From now on offers are compared like this."))
        return HttpResponseRedirect(reverse("operator:comparison"))
    known, words = comparing(actor), view_words()
    stored = {name: getattr(known.weights, name) for name in WEIGHTS} | {"view": known.view.value}
    labels = measure_words()
    context = {
        "known": known,
        "form": Form.of(request, stored),
        "weights": [(name, labels[name.replace("_", "-")]) for name in WEIGHTS],
        "views": [(view.value, *told) for view, told in words.items()],
        "versions": [(row, words[ComparisonView(row.view)][0]) for row in comparison_versions(actor)],
        "sellers": scored_sellers(actor) if allows(actor, SCORE_SELLER) else [],
    }
    return render(request, "operator/comparison/page.html", context)


def _set(request: Request, actor: Actor) -> None:
    faults = Faults()
    weights = {}
    for name in WEIGHTS:
        typed = request.POST.get(name, "").strip()
        if not (typed.isascii() and typed.isdecimal() and len(typed) < 4):
            faults.add(name, "number", _("Enter a weight from 0 to 100."))
        else:
            weights[name] = int(typed)
    view = request.POST.get("view", "")
    if view not in list(ComparisonView):
        faults.add("view", "required", _("Say what buyers see."))
    faults.raise_any()
    set_comparison(actor, Weights(**weights), ComparisonView(view), request.POST.get("why", ""))


@screen(door="operator", permission=SCORE_SELLER, methods=["POST"], again=comparison)
def score(request: Request, actor: Actor) -> HttpResponse:
    """Judge a seller."""
    typed = request.POST.get("points", "").strip()
    try:
        points = Decimal(typed) if typed else None
    except ArithmeticError:
        points = Decimal("NaN")
    made = score_seller(actor, request.POST.get("seller", ""), points, request.POST.get("because", ""))
    flash.say(request, _("%(name)s is judged.") % {"name": made.seller})
    return HttpResponseRedirect(reverse("operator:comparison"))
