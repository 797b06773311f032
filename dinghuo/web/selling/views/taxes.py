"""Taxes of a house: which customers are exempt by which certificate, and how the tax of an order is rounded."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults
from dinghuo.pricing.actions.taxes.end_exemption import end_exemption
from dinghuo.pricing.actions.taxes.save_exemption import ExemptionInput, save_exemption
from dinghuo.pricing.actions.taxes.save_tax_policy import save_tax_policy
from dinghuo.pricing.permissions import SAVE_TAXES
from dinghuo.pricing.queries.taxes.exemptions import exemption_paper, exemptions
from dinghuo.pricing.queries.taxes.tax_policy import tax_rounding
from dinghuo.pricing.states import Rounding
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.typed import read_day
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.pdf import private_answer
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.tax_words import exemption_state


def taxes(request: Request, actor: Actor) -> HttpResponse:
    """The exemptions, newest first, the form for another one, and how tax is rounded."""
    sees_all = actor.scope == "market"
    page = exemptions(actor, "" if sees_all else "seller", Listing.of(request).after or None)
    context = {
        "page": page,
        "rows": [(each, exemption_state(each)) for each in page.items],
        "sees_all": sees_all,
        "may_save": allows(actor, SAVE_TAXES),
        "rounding": tax_rounding(actor) if actor.organisation_id else "",
        "roundings": [
            (Rounding.LINE.value, _("Line by line")),
            (Rounding.ORDER.value, _("Once for the order")),
        ],
        "form": Form.of(request, _stored(actor)),
    }
    return render(request, "selling/taxes.html", context)


def save(request: Request, actor: Actor) -> HttpResponse:
    """A customer is exempt."""
    typed, faults = request.POST, Faults()
    first, last = read_day(typed, "starts_on", faults), read_day(typed, "ends_on", faults)
    if first is None and not typed.get("starts_on", "").strip():
        faults.add("starts_on", "required", _("Enter its first day."))
    faults.raise_any()
    assert first is not None
    paper = request.FILES.get("paper")
    wanted = ExemptionInput(
        buyer=typed.get("buyer", "").strip(),
        certificate=typed.get("certificate", ""),
        starts_on=first,
        ends_on=last,
        paper=paper.read() if paper else b"",
        note=typed.get("note", ""),
        seller=typed.get("seller", "").strip(),
    )
    save_exemption(actor, wanted)
    flash.say(request, _("The exemption is kept. It counts for orders placed on its days."))
    return HttpResponseRedirect(here(request, "taxes"))


def end(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """It counts no more."""
    end_exemption(actor, key)
    flash.say(request, _("The exemption counts no more. Orders already placed stay without tax."))
    return HttpResponseRedirect(here(request, "taxes"))


def round_tax(request: Request, actor: Actor) -> HttpResponse:
    """Line by line, or once an order."""
    save_tax_policy(actor, request.POST.get("rounding", ""))
    flash.say(request, _("Saved. It counts for orders placed from now on."))
    return HttpResponseRedirect(here(request, "taxes"))


def paper(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """The certificate."""
    return private_answer(*exemption_paper(actor, key))


def _stored(actor: Actor) -> dict[str, Any]:
    return {"rounding": tax_rounding(actor)} if actor.organisation_id else {}
