"""What orders must and should come to: the agreements of a house, and the form that makes or changes one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.actions.save_order_minimum import AMOUNTS, SAVE, MinimumInput, save_order_minimum
from dinghuo.ordering.queries.order_minimums import MinimumLine
from dinghuo.ordering.queries.order_minimums import order_minimums as find_minimums
from dinghuo.organisations.actions.storefronts.remove_order_minimum import REMOVE, remove_order_minimum
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.terms_form import stored_term, term_choices, typed_notes, typed_seller
from dinghuo.web.selling.typed import read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.session import Request

#: A share is typed as per cent.
SHARES = ("fee_tax_rate",)
KINDS = {"whom": ("buyer", "group", "level"), "target": ("product", "category")}
NEW = {"fee_tax_rate": "13", "whose": "own", "whom": "all", "target": "all"}


def order_minimums(request: Request, actor: Actor) -> HttpResponse:
    """All agreements, and the form with the one to be changed, if one is named."""
    lines = find_minimums(actor)
    named = request.GET.get("change", "")
    changed = next((line for line in lines if str(line.row.id) == named), None)
    context = {
        "lines": lines,
        "changed": changed,
        "form": Form.of(request, _stored(changed) if changed else NEW),
        **term_choices(request, actor),
        "targets": [
            ("all", _("All goods")),
            ("category", _("A category (key)")),
            ("product", _("A product (code)")),
        ],
        "may_save": allows(actor, SAVE),
        "may_remove": allows(actor, REMOVE),
    }
    return render(request, "selling/order_minimums.html", context)


def save(request: Request, actor: Actor) -> HttpResponse:
    """Make the agreement that was typed, or change it."""
    given = request.POST
    faults = Faults()
    amounts = {name: read_decimal(given, name, faults) for name in AMOUNTS}
    about: dict[str, Any] = _about(given, "whom", "named", faults) | _about(given, "target", "goods", faults)
    faults.raise_any()
    shares: dict[str, Any] = {
        name: amount / 100 if name in SHARES else amount for name, amount in amounts.items()
    }
    wanted = MinimumInput(
        seller=typed_seller(actor, given),
        storefront=given.get("storefront", "").strip(),
        **typed_notes(given),
        **about,
        **shares,
    )
    save_order_minimum(actor, wanted)
    flash.say(request, _("Saved. It counts for orders from now on."))
    return HttpResponseRedirect(here(request, "order_minimums"))


def remove(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """Ask nothing more of these orders."""
    remove_order_minimum(actor, key)
    flash.say(request, _("Taken away. Orders already placed keep their fee."))
    return HttpResponseRedirect(here(request, "order_minimums"))


def _about(given: Mapping[str, str], kind: str, name: str, faults: Faults) -> dict[str, str]:
    """What is named, under the kind that is chosen for it."""
    chosen, word = given.get(kind, "all"), given.get(name, "").strip()
    if chosen == "all":
        if word:
            faults.add(name, "not-needed", _("All are meant: name none."))
        return {}
    if chosen not in KINDS[kind]:
        faults.add(kind, "unknown", _("Choose one."))
    elif not word:
        faults.add(name, "required", _("Say which one."))
    return {chosen: word} if chosen in KINDS[kind] else {}


def _stored(line: MinimumLine) -> dict[str, object]:
    row = line.row
    stored: dict[str, object] = {
        name: plain(getattr(row, name) * (100 if name in SHARES else 1)) for name in AMOUNTS
    }
    return stored | {
        **stored_term(row),
        "whom": line.whom,
        "named": line.named,
        "target": line.target,
        "goods": line.goods,
    }
