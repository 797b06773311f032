"""At which rates goods are taxed by region: what counts, what comes, and the form for another rate."""

from decimal import Decimal
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.remove_tax_rate import remove_tax_rate
from dinghuo.catalogue.actions.save_tax_rate import TaxRateInput, save_tax_rate
from dinghuo.catalogue.permissions import SAVE_TAX_RATE
from dinghuo.catalogue.queries.tax_rates import tax_rates
from dinghuo.catalogue.states import TaxTarget
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.web.selling.typed import read_day, read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.regions import code_of, picked
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

HUNDRED = Decimal(100)


@screen(door="operator", permission=SAVE_TAX_RATE, methods=["GET", "POST"])
def rates_list(request: Request, actor: Actor) -> HttpResponse:
    """All rates, and a form; posted, another rate."""
    if request.method == "POST" and getattr(request, "refused", None) is None:
        _save(request, actor)
        flash.say(request, _("Saved. It counts for orders placed from its first day on."))
        return HttpResponseRedirect(reverse("operator:tax_rates"))
    context = {
        "lines": tax_rates(actor),
        "form": Form.of(request, {"target": "category"}),
        "regions": picked(code_of(request.POST)),
        "targets": [
            (TaxTarget.CATEGORY.value, _("A category (key)")),
            (TaxTarget.PRODUCT.value, _("A product (code)")),
            (TaxTarget.ALL.value, _("All goods")),
        ],
    }
    return render(request, "operator/tax_rates.html", context)


@screen(door="operator", permission=SAVE_TAX_RATE, methods=["POST"])
def remove(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """The next rate counts, or the product's."""
    remove_tax_rate(actor, key)
    flash.say(request, _("Taken away. The next rate counts, or the product’s own."))
    return HttpResponseRedirect(reverse("operator:tax_rates"))


def _save(request: Request, actor: Actor) -> None:
    typed, faults = request.POST, Faults()
    if not typed.get("rate", "").strip():
        faults.add("rate", "required", _("Enter the rate in percent, 0 for none."))
    percent = read_decimal(typed, "rate", faults)
    start, end = read_day(typed, "starts_on", faults), read_day(typed, "ends_on", faults)
    if not typed.get("starts_on", "").strip():
        faults.add("starts_on", "required", _("Say from which day on."))
    target = typed.get("target", "")
    if target not in list(TaxTarget):
        faults.add("target", "unknown", _("Choose one."))
    faults.raise_any()
    assert start is not None
    wanted = TaxRateInput(
        rate=percent / HUNDRED,
        starts_on=start,
        ends_on=end,
        target=TaxTarget(target),
        goods=typed.get("goods", "").strip(),
        region_code=code_of(typed),
        note=typed.get("note", ""),
    )
    save_tax_rate(actor, wanted)
