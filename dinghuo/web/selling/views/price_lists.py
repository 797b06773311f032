"""Price lists: all of them, one with its rules, and how they are chosen among."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Fault, Invalid, NotFound
from dinghuo.foundation.fields import translated
from dinghuo.organisations.queries.organisations import find_organisation
from dinghuo.organisations.queries.storefronts import home_storefront
from dinghuo.pricing.actions.put_rule import put_rule
from dinghuo.pricing.actions.remove_rule import remove_rule
from dinghuo.pricing.actions.save_policy import save_policy
from dinghuo.pricing.actions.save_price_list import save_price_list
from dinghuo.pricing.permissions import PUT_RULE, SAVE_DRAFT, SAVE_POLICY, SAVE_PRICE_LIST
from dinghuo.pricing.queries.bands.bands import list_bands
from dinghuo.pricing.queries.drafts.drafts import drafts, is_reviewed
from dinghuo.pricing.queries.list_choices import list_choices
from dinghuo.pricing.queries.price_lists import PriceListLine, price_list, price_lists
from dinghuo.pricing.queries.price_rules import price_rules
from dinghuo.pricing.queries.terms import lowest_from
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.list_form import NAMES, read_list, read_rule, stored_list
from dinghuo.web.selling.list_words import (
    draft_state,
    goods_words,
    kind_words,
    list_state,
    policy_words,
    rule_words,
    sums_words,
    target_words,
    whom_words,
)
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form, asks_again
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.regions import code_of, picked
from dinghuo.web.shared.session import Request


def lists(request: Request, actor: Actor) -> HttpResponse:
    """Every list, of all kinds, and how the seller chooses among them."""
    kinds = kind_words()
    listing = Listing.of(request, filters={"kind": list(kinds)})
    rows = price_lists(actor, None, listing.search, with_withdrawn=True, kind=listing["kind"])
    at = now()
    own = actor.organisation_id is not None
    context = {
        "listing": listing,
        "rows": [(row, kinds[row.kind], whom_words(row), list_state(row, at)) for row in rows],
        "kinds": [(key, words, key == listing["kind"]) for key, words in kinds.items()],
        "all": not listing["kind"],
        "sees_all": actor.scope == "market",
        "may_save": allows(actor, SAVE_PRICE_LIST),
        "may_choose": own and allows(actor, SAVE_POLICY),
        "policies": policy_words(),
        "form": Form.of(request, _policy_of(actor)),
    }
    return render(request, "selling/prices/lists.html", context)


def _policy_of(actor: Actor) -> dict[str, str]:
    if actor.organisation_id is None:
        return {}
    reviewed = is_reviewed(actor, actor.organisation_id)
    return {"lowest_from": lowest_from(actor), "reviewed": "1" if reviewed else ""}


def choose_policy(request: Request, actor: Actor) -> HttpResponse:
    """How the seller chooses among its lists."""
    save_policy(actor, request.POST.get("lowest_from", ""), reviewed=bool(request.POST.get("reviewed")))
    flash.say(request, _("From now on prices are found that way. Orders already placed keep theirs."))
    return HttpResponseRedirect(here(request, "price_lists"))


def new_list(request: Request, actor: Actor) -> HttpResponse:
    """A list that isn't there yet."""
    if request.method == "POST":
        saved = save_price_list(
            actor, read_list(request.POST, request.POST.get("key", "").strip(), seller_named(actor, request))
        )
        flash.say(request, _("The list is made. Now give it prices or rules."))
        return HttpResponseRedirect(here(request, "price_list", saved.key))
    context = _list_form(request, actor, None) | {
        "trail": [(here(request, "price_lists"), _("Price lists")), ("", _("A new list"))],
    }
    return render(request, "selling/prices/list_form.html", context)


def edit_list(request: Request, actor: Actor, key: str) -> HttpResponse:
    """What may be changed of a list: its name, its time, whether it counts."""
    row = price_list(actor, key)
    if request.method == "POST":
        # For whom it is stays as it is: the form doesn't ask again.
        typed = request.POST.copy()
        fixed = stored_list(row, row.currency)
        for name in ("kind", "currency", "tax_included", "region_code", "order_type", *(row.codes or {})):
            typed[name] = fixed[name]
        save_price_list(actor, read_list(typed, row.key, row.seller_id))
        flash.say(request, _("The list is saved."))
        return HttpResponseRedirect(here(request, "price_list", row.key))
    context = _list_form(request, actor, row) | {
        "trail": [
            (here(request, "price_lists"), _("Price lists")),
            (here(request, "price_list", row.key), translated(row.name, row.names)),
            ("", _("Change")),
        ],
    }
    return render(request, "selling/prices/list_form.html", context)


def seller_named(actor: Actor, request: Request) -> UUID | None:
    """Whose it is to be: the actor's own organisation's, or whom who sees the whole market has typed."""
    code = request.POST.get("seller", "").strip()
    if actor.scope != "market" or not code:
        return actor.organisation_id
    try:
        return find_organisation(actor, code).id
    except NotFound:
        raise Invalid([Fault("seller", "unknown", _("There is no such seller."))]) from None


def _list_form(request: Request, actor: Actor, row: PriceListLine | None) -> dict[str, Any]:
    shop = home_storefront(actor)
    return {
        "row": row,
        "kinds": list(kind_words().items()),
        "whom": whom_words(row) if row else "",
        "kind_words": kind_words()[row.kind] if row else "",
        "choices": list_choices(actor),
        "names": [(f"name_{code}", words) for code, words in NAMES],
        "states": [("draft", _("Draft")), ("active", _("Counts")), ("withdrawn", _("Withdrawn"))],
        "sees_all": actor.scope == "market",
        "form": Form.of(request, stored_list(row, shop.currency)),
        "regions": picked(code_of(request.POST)),
    }


def show_list(request: Request, actor: Actor, key: str) -> HttpResponse:
    """One list: for whom it is, its rules, and the way to its prices."""
    row = price_list(actor, key)
    rules, at = price_rules(actor, key), now()
    others = price_lists(actor, row.seller_id if actor.scope == "market" else None)
    context = {
        "row": row,
        "kind": kind_words()[row.kind],
        "whom": whom_words(row),
        "state": list_state(row, at),
        "rules": [(rule, goods_words(rule), rule_words(rule), rule.valid_from > at) for rule in rules],
        "others": [
            (each.key, translated(each.name, each.names))
            for each in others
            if each.key != key and each.currency == row.currency
        ],
        "band": list_bands(actor, key),
        "targets": target_words(),
        "sums": sums_words(),
        "may_save": allows(actor, SAVE_PRICE_LIST),
        "drafts": [(each, draft_state(each, at)) for each in drafts(actor, key, limit=8).items],
        "may_draft": allows(actor, SAVE_DRAFT),
        "may_rule": allows(actor, PUT_RULE),
        "absurd": asks_again(request),
        "form": Form.of(request, {"target": "all", "sums": "line"}),
        "trail": [
            (here(request, "price_lists"), _("Price lists")),
            ("", translated(row.name, row.names)),
        ],
    }
    return render(request, "selling/prices/list.html", context)


def add_rule(request: Request, actor: Actor, key: str) -> HttpResponse:
    """A rule for many goods, or one that follows from another list."""
    put_rule(actor, key, read_rule(request.POST))
    flash.say(request, _("The rule is on the list. Orders already placed keep their prices."))
    return HttpResponseRedirect(here(request, "price_list", key))


def end_rule(request: Request, actor: Actor, key: str, rule_id: UUID) -> HttpResponse:
    """Take a rule off a list from now on."""
    remove_rule(actor, key, rule_id)
    flash.say(request, _("The rule is off the list. Orders already placed keep their prices."))
    return HttpResponseRedirect(here(request, "price_list", key))
