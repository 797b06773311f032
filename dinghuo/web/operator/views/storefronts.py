"""Storefronts: who sells to whom, under which looks and policies."""

from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Faults, Invalid, NotFound
from dinghuo.organisations.actions.storefronts.save_storefront import save_storefront
from dinghuo.organisations.queries.organisations import find_organisation
from dinghuo.organisations.queries.storefronts import storefront as find_storefront
from dinghuo.organisations.queries.storefronts import storefronts
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.order_words import method_words
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.tax_words import shown_tax_choices

LANGUAGES = (("zh-hans", "简体中文", ""), ("zh-hant", "繁體中文", ""), ("en", "English", ""))
METHODS = ("credit", "transfer", "prepaid")
MOST_AMOUNT = Decimal(10) ** 12


@screen(door="operator", permission="organisations.see_storefronts")
def storefronts_list(request: Request, actor: Actor) -> HttpResponse:
    """All storefronts of the market."""
    return render(request, "operator/storefronts/list.html", {"storefronts": storefronts(actor)})


@screen(door="operator", permission="organisations.save_storefront", methods=["GET", "POST"])
def edit(request: Request, actor: Actor, key: str = "") -> HttpResponse:
    """A storefront's looks and policies."""
    shop = find_storefront(actor, key) if key else None
    given = request.POST
    if request.method == "POST":
        saved = _save(actor, shop, given)
        flash.say(request, _("%(storefront)s is saved.") % {"storefront": saved.name})
        return HttpResponseRedirect(reverse("operator:storefront", args=[saved.key]))
    context = {
        "shown_taxes": shown_tax_choices(),
        "shop": shop,
        "form": Form.of(request, _stored(shop)),
        "languages": LANGUAGES,
        "methods": [(method, method_words(method), "") for method in METHODS],
        "policies": [
            ("nothing", _("Guests see nothing"), ""),
            ("goods", _("Guests see goods, no prices"), ""),
            ("prices", _("Guests see goods and prices"), ""),
        ],
    }
    return render(request, "operator/storefronts/edit.html", context)


def _save(actor: Actor, shop: Any, given: QueryDict) -> Any:
    """Save it as it was typed. Raises Invalid with every fault, of shape and of meaning; then nothing is saved."""
    faults = Faults()
    owner_id = actor.organisation_id
    assert owner_id is not None
    with faults.collecting():
        owner_id = _owner(actor, given.get("owner", ""))
    minimum, minutes = _amount(given, faults), _minutes(given, faults)
    with faults.collecting():
        saved = save_storefront(
            actor,
            key=given.get("key", ""),
            name=given.get("name", ""),
            owner_id=owner_id,
            currency=given.get("currency", ""),
            languages=given.getlist("languages"),
            payment_methods=given.getlist("payment_methods"),
            names={
                code: given.get(f"name_{code}", "")
                for code, *_words in LANGUAGES
                if given.get(f"name_{code}")
            },
            host=given.get("host", ""),
            accent=given.get("accent", ""),
            guest_policy=given.get("guest_policy", ""),
            minimum_order=minimum,
            hold_minutes=minutes,
            shown_tax=given.get("shown_tax", ""),
            storefront_id=shop.id if shop else None,
            is_default=bool(shop and shop.is_default),
        )
    faults.raise_any()
    return saved


def _stored(shop: Any) -> dict[str, object]:
    if shop is None:
        return {
            "owner": "HQ",
            "currency": "CNY",
            "languages": ["zh-hans", "en"],
            "payment_methods": ["transfer"],
        }
    names = ("key", "name", "currency", "languages", "payment_methods", "host", "accent", "guest_policy")
    stored = {name: getattr(shop, name) for name in (*names, "shown_tax")}
    stored |= {f"name_{code}": text for code, text in shop.names.items()}
    stored["hold_minutes"] = str(shop.hold_minutes)
    return stored | {"owner": shop.owner.code, "minimum_order": format(shop.minimum_order.normalize(), "f")}


def _owner(actor: Actor, code: str) -> UUID:
    try:
        return find_organisation(actor, code).id
    except NotFound as unknown:
        raise Invalid([Fault("owner", "unknown", _("There is no company with this code."))]) from unknown


def _amount(given: QueryDict, faults: Faults) -> Decimal:
    try:
        amount = Decimal(given.get("minimum_order", "").strip() or 0)
    except InvalidOperation:
        amount = Decimal("NaN")
    if amount.is_finite() and abs(amount) < MOST_AMOUNT:
        return amount
    faults.add("minimum_order", "malformed", _("An amount, such as 500."))
    return Decimal(0)


def _minutes(given: QueryDict, faults: Faults) -> int:
    text = given.get("hold_minutes", "").strip() or "0"
    if text.isascii() and text.removeprefix("-").isdecimal() and len(text) < 6:
        return int(text)
    faults.add("hold_minutes", "malformed", _("A whole number, such as 15."))
    return 0
