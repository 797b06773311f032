"""Prices given by hand: all of them, giving one, agreeing to it or not, and how low they may go."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.pricing.actions.manual.approve_price import approve_price
from dinghuo.pricing.actions.manual.decline_price import decline_price
from dinghuo.pricing.actions.manual.give_price import GivenPrice, give_price
from dinghuo.pricing.actions.manual.set_floor import set_floor
from dinghuo.pricing.actions.manual.withdraw_price import withdraw_price
from dinghuo.pricing.permissions import APPROVE_PRICE, GIVE_PRICE, SEE_PRICE_LISTS, SET_FLOOR
from dinghuo.pricing.queries.manual.floors import price_floor
from dinghuo.pricing.queries.manual.manual_prices import manual_price, manual_prices
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.typed import read_day, read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.manual_words import last_day, manual_state, manual_states
from dinghuo.web.shared.session import Request

TYPED = ("buyer", "sku", "unit", "why", "seller")


def prices_given(request: Request, actor: Actor) -> HttpResponse:
    """All of them, newest first."""
    words = manual_states()
    listing = Listing.of(request, filters={"state": list(words)})
    page = manual_prices(actor, listing["state"], listing.search, listing.after or None)
    context = {
        "listing": listing,
        "page": page,
        "rows": [(each, manual_state(each), last_day(each)) for each in page.items],
        "chips": [
            (key or None, told, key == listing["state"]) for key, told in ({"": _("All")} | words).items()
        ],
        "sees_all": actor.scope == "market",
        "may_give": allows(actor, GIVE_PRICE),
        "floor": _floor(actor),
        "may_set": allows(actor, SET_FLOOR),
        "form": Form.of(request, _stored(actor)),
    }
    return render(request, "selling/prices/given.html", context)


def new_price(request: Request, actor: Actor) -> HttpResponse:
    """Give one; an address may say what is known already."""
    if request.method == "POST":
        typed = request.POST
        faults = Faults()
        wanted = GivenPrice(
            **{name: typed.get(name, "").strip() for name in TYPED},
            amount=read_decimal(typed, "amount", faults),
            min_quantity=read_decimal(typed, "min_quantity", faults) or Decimal(1),
            until=read_day(typed, "until", faults),
        )
        faults.raise_any()
        made = give_price(actor, wanted)
        flash.say(
            request,
            _("The price counts.")
            if made.state == "approved"
            else _("The price is below the floor. It counts once somebody else has agreed to it."),
        )
        return HttpResponseRedirect(here(request, "manual_price", made.number))
    given = {name: request.GET[name] for name in (*TYPED, "min_quantity") if request.GET.get(name)}
    context = {
        "form": Form.of(request, {"min_quantity": "1", **given}),
        "sees_all": actor.scope == "market",
        "trail": [(here(request, "manual_prices"), _("Prices given by hand")), ("", _("A new price"))],
    }
    return render(request, "selling/prices/new_given.html", context)


def show_price(request: Request, actor: Actor, number: str) -> HttpResponse:
    """One of them."""
    found = manual_price(actor, number)
    decides = found.state == "waiting" and allows(actor, APPROVE_PRICE)
    context = {
        "price": found,
        "state": manual_state(found),
        "last_day": last_day(found),
        "may_decide": decides and found.asked_by_id != actor.person_id,
        "own": decides and found.asked_by_id == actor.person_id,
        "may_withdraw": found.state in ("waiting", "approved") and allows(actor, GIVE_PRICE),
        "sees_all": actor.scope == "market",
        "form": Form.of(request),
        "trail": [(here(request, "manual_prices"), _("Prices given by hand")), ("", number)],
    }
    return render(request, "selling/prices/given_price.html", context)


def approve(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Agree to it."""
    approve_price(actor, number, request.POST.get("note", ""))
    flash.say(request, _("The price counts from now on."))
    return HttpResponseRedirect(here(request, "manual_price", number))


def decline(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Say no to it."""
    decline_price(actor, number, request.POST.get("reason", ""))
    flash.say(request, _("Declined. Who asked for it is told why."))
    return HttpResponseRedirect(here(request, "manual_price", number))


def withdraw(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Take it back."""
    withdraw_price(actor, number)
    flash.say(request, _("Taken back. The lists count again."))
    return HttpResponseRedirect(here(request, "manual_price", number))


def save_floor(request: Request, actor: Actor) -> HttpResponse:
    """Say how low they may go."""
    faults = Faults()
    of_list = read_decimal(request.POST, "of_list", faults) if _given(request.POST, "of_list") else None
    margin = read_decimal(request.POST, "margin", faults) if _given(request.POST, "margin") else None
    faults.raise_any()
    set_floor(actor, of_list, margin)
    flash.say(request, _("Saved. It counts for prices given from now on."))
    return HttpResponseRedirect(here(request, "manual_prices"))


def _given(typed: Mapping[str, str], name: str) -> bool:
    return bool(typed.get(name, "").strip())


def _floor(actor: Actor) -> Any:
    return price_floor(actor) if actor.organisation_id and allows(actor, SEE_PRICE_LISTS) else None


def _stored(actor: Actor) -> dict[str, str]:
    floor = _floor(actor)
    shares = {"of_list": floor.of_list, "margin": floor.margin} if floor else {}
    return {name: "" if share is None else plain(share) for name, share in shares.items()}
