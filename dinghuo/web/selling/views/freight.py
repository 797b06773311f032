"""What sending orders costs: the terms of a house, and the form that makes or changes one."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.actions.remove_freight_term import remove_freight_term
from dinghuo.ordering.actions.save_freight_term import FreightInput, TermWhom, save_freight_term
from dinghuo.ordering.permissions import SAVE_FREIGHT
from dinghuo.ordering.queries.freight_terms import FreightLine, freight_terms
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.terms_form import stored_term, term_choices, typed_notes, typed_seller
from dinghuo.web.selling.typed import read_day, read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.regions import code_of, picked
from dinghuo.web.shared.session import Request

#: As people type them: weights in kilograms, the tax rate in per cent.
SCALES = {"first_grams": Decimal(1000), "step_grams": Decimal(1000), "tax_rate": Decimal("0.01")}
NUMBERS = ("amount", "first_grams", "step_grams", "step_amount", "free_from", "tax_rate")
NEW = {"tax_rate": "9", "whose": "own", "whom": "all"}


def freight(request: Request, actor: Actor) -> HttpResponse:
    """All terms, and the form with the one to be changed, if one is named."""
    lines = freight_terms(actor)
    named = request.GET.get("change", "")
    changed = next((line for line in lines if str(line.term.id) == named), None)
    code = code_of(request.POST) or (changed.term.region_code if changed and not request.POST else "")
    context = {
        "lines": lines,
        "changed": changed,
        "form": Form.of(request, _stored(changed) if changed else NEW),
        "regions": picked(code),
        **term_choices(request, actor),
        "may_save": allows(actor, SAVE_FREIGHT),
    }
    return render(request, "selling/freight.html", context)


def save(request: Request, actor: Actor) -> HttpResponse:
    """Let what was typed count."""
    typed, faults = request.POST, Faults()
    numbers: dict[str, Any] = {
        name: read_decimal(typed, name, faults) * SCALES.get(name, 1) for name in NUMBERS
    }
    if not typed.get("amount", "").strip():
        faults.add("amount", "required", _("Enter the amount, 0 for none."))
    start, end = read_day(typed, "starts_on", faults), read_day(typed, "ends_on", faults)
    whom = typed.get("whom", "")
    if whom not in list(TermWhom):
        faults.add("whom", "unknown", _("Choose one."))
    faults.raise_any()
    save_freight_term(
        actor,
        FreightInput(
            seller=typed_seller(actor, typed),
            whom=TermWhom(whom),
            named=typed.get("named", "").strip(),
            storefront=typed.get("storefront", "").strip(),
            region_code=code_of(typed),
            starts_on=start,
            ends_on=end,
            **typed_notes(typed),
            **numbers,
        ),
    )
    flash.say(request, _("Saved. It counts for orders placed from its first day on."))
    return HttpResponseRedirect(here(request, "freight"))


def remove(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """The next term counts, or sending costs nothing."""
    remove_freight_term(actor, key)
    flash.say(request, _("Taken away. Orders already placed keep their freight."))
    return HttpResponseRedirect(here(request, "freight"))


def _stored(line: FreightLine) -> dict[str, Any]:
    row = line.term
    numbers = {name: getattr(row, name) / SCALES.get(name, 1) for name in NUMBERS}
    return {name: plain(number) if number or name == "amount" else "" for name, number in numbers.items()} | {
        **stored_term(row),
        "whom": row.whom,
        "named": line.named,
        "starts_on": line.starts_on,
        "ends_on": line.ends_on or "",
    }
