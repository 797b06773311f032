"""What quantities are asked of whom: the terms of a house, and the form that makes or changes one."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.remove_quantity_term import remove_quantity_term
from dinghuo.catalogue.actions.save_quantity_term import QuantityInput, save_quantity_term
from dinghuo.catalogue.permissions import SAVE_OFFER
from dinghuo.catalogue.queries.quantity_terms import quantity_terms
from dinghuo.catalogue.states import TermTarget, TermWhom
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.organisations.queries.storefronts import home_storefront
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.typed import read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.session import Request

HUNDRED = Decimal(100)


def asked_quantities(request: Request, actor: Actor) -> HttpResponse:
    """All terms, and the form with the one to be changed, if one is named."""
    lines = quantity_terms(actor)
    named = request.GET.get("change", "")
    changed = next((line for line in lines if str(line.term.id) == named), None)
    context = {
        "lines": lines,
        "changed": changed,
        "currency": home_storefront(actor).currency,
        "form": Form.of(request, _stored(changed) if changed else {"target": "variant", "whom": "buyer"}),
        "whole_market": actor.scope == "market",
        "targets": [
            ("variant", _("One article (code)")),
            ("product", _("A product with all its articles (code)")),
            ("category", _("A category (key)")),
            ("all", _("All our goods")),
        ],
        "whoms": [
            ("buyer", _("One customer (code)")),
            ("group", _("A customer group (key)")),
            ("level", _("A level (key)")),
            ("all", _("Every customer")),
        ],
        "may_save": allows(actor, SAVE_OFFER),
    }
    return render(request, "selling/quantity_terms.html", context)


def save(request: Request, actor: Actor) -> HttpResponse:
    """Make the term that was typed, or change it."""
    typed = request.POST
    faults = Faults()
    numbers = {name: read_decimal(typed, name, faults) for name in ("minimum", "multiple", "fee", "fee_tax")}
    target = _kind(TermTarget, typed.get("target", ""), "target", faults)
    whom = _kind(TermWhom, typed.get("whom", ""), "whom", faults)
    faults.raise_any()
    save_quantity_term(
        actor,
        QuantityInput(
            target=TermTarget(target),
            goods=typed.get("goods", "").strip(),
            whom=TermWhom(whom),
            named=typed.get("named", "").strip(),
            storefront=typed.get("storefront", "").strip(),
            minimum=numbers["minimum"] or None,
            multiple=numbers["multiple"] or None,
            soft=bool(typed.get("soft")),
            fee=numbers["fee"],
            fee_tax_rate=numbers["fee_tax"] / HUNDRED,
            note=typed.get("note", ""),
            seller=typed.get("seller", "").strip(),
        ),
    )
    flash.say(request, _("Saved. It counts at once, in carts too."))
    return HttpResponseRedirect(here(request, "quantity_terms"))


def remove(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """Ask no more for it."""
    remove_quantity_term(actor, key)
    flash.say(request, _("Taken away. The next term counts, or the offer."))
    return HttpResponseRedirect(here(request, "quantity_terms"))


def _kind(kind: Any, word: str, path: str, faults: Faults) -> str:
    if word not in list(kind):
        faults.add(path, "unknown", _("Choose one."))
        return "all"
    return word


def _stored(line: Any) -> dict[str, Any]:
    row = line.term
    numbers = {name: getattr(row, name) for name in ("minimum", "multiple")} | {"fee": row.fee or None}
    return {name: "" if number is None else plain(number) for name, number in numbers.items()} | {
        "fee_tax": plain(row.fee_tax_rate * HUNDRED),
        "target": row.target,
        "goods": line.goods,
        "whom": row.whom,
        "named": line.named,
        "storefront": row.storefront.key if row.storefront else "",
        "soft": "1" if row.soft else "",
        "note": row.note,
        "seller": row.seller.code,
    }
