"""The checkout's form: what may be chosen, and what was typed as an order request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from dinghuo.finance.queries.credit_for import CreditStanding, credit_for
from dinghuo.foundation import formats
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults
from dinghuo.ordering.actions.place_cart import OrderRequest
from dinghuo.ordering.states import OrderKind
from dinghuo.organisations.queries.addresses import addresses
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.order_words import method_words
from dinghuo.web.shared.regions import Picker, code_of, picked
from dinghuo.web.shared.session import Request

NEW = "new"
METHODS = ("credit", "transfer", "prepaid")
ADDRESS_FIELDS = ("contact", "phone", "street", "label")


@dataclass(frozen=True)
class CheckoutPage:
    """What the page's form offers, and the form itself."""

    form: Form
    chosen: QueryDict
    addresses: Sequence[Any]
    methods: Sequence[tuple[str, str, str]]
    regions: Picker
    may_add_address: bool


def checkout_page(request: Request, actor: Actor, faults: Faults, address_id: str = "") -> CheckoutPage:
    """The form of a request: as it was typed, else with the defaults. `address_id`: the address just added."""
    known = addresses(actor)
    methods = _methods(actor, request.storefront)
    stored = {
        "delivery.address": str(known[0].id) if known else NEW,
        "payment.method": methods[0][0] if methods else "",
    }
    chosen = request.POST.copy() if request.method == "POST" else QueryDict(mutable=True)
    for name, value in stored.items():
        chosen[name] = chosen.get(name, value)
    if address_id:
        chosen["delivery.address"] = address_id
    return CheckoutPage(
        form=Form(stored, chosen, faults.found),
        chosen=chosen,
        addresses=known,
        methods=methods,
        regions=picked(code_of(chosen)),
        may_add_address=allows(actor, "organisations.save_address"),
    )


def _methods(actor: Actor, storefront: Any) -> list[tuple[str, str, str]]:
    """Ways of paying as (key, words, note): how much credit is left stands beside it."""
    found = []
    for method in METHODS:
        if method not in storefront.payment_methods:
            continue
        note = _credit_note(actor, storefront) if method == "credit" else ""
        if method == "transfer":
            note = _("You pay the seller and report it with the bank’s reference.")
        found.append((method, method_words(method), note))
    return found


def _credit_note(actor: Actor, storefront: Any) -> str:
    lines: list[CreditStanding] = []
    if actor.organisation_id:
        lines = credit_for(actor, actor.organisation_id, currency=storefront.currency)
    if not lines:
        return _("No credit is agreed.")
    return "; ".join(
        _("%(left)s left of %(limit)s with %(creditor)s, %(days)s days")
        % {
            "left": formats.money(line.available, line.currency),
            "limit": formats.money(line.credit_limit, line.currency),
            "creditor": line.creditor_name,
            "days": line.term_days,
        }
        for line in lines
    )


def order_request(posted: QueryDict, address_id: UUID | None, faults: Faults) -> OrderRequest:
    """What was typed, as the request of an order; notes what can't be read."""
    return OrderRequest(
        payment_method=posted.get("payment.method", ""),
        address_id=address_id,
        requested_date=_date(posted.get("delivery.requested_date", ""), faults),
        reference=posted.get("reference", "").strip()[:100],
        note=posted.get("note", "").strip()[:2000],
        kind=(OrderKind.URGENT if posted.get("urgent") else OrderKind.STANDARD).value,
    )


def _date(text: str, faults: Faults) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        faults.add("delivery.requested_date", "malformed", _("Give a day, like 2026-12-03."))
        return None


def chosen_address(posted: QueryDict) -> UUID | None:
    """The address that was chosen; None for a new one and for none."""
    try:
        return UUID(posted.get("delivery.address", ""))
    except ValueError:
        return None
