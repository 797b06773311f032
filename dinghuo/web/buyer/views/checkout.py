"""The checkout: one page with where, when, how paid, and what placing would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults, Invalid, NotAllowed, Refusal
from dinghuo.foundation.fields import named
from dinghuo.ordering.actions.hold_cart import HeldCart, hold_cart
from dinghuo.ordering.actions.place_cart import place_cart
from dinghuo.ordering.errors import CartEmpty
from dinghuo.ordering.permissions import PLACE
from dinghuo.ordering.queries.held_until import held_until
from dinghuo.organisations.actions.addresses.save_address import save_address
from dinghuo.web.buyer.cart_view import shown_cart
from dinghuo.web.buyer.checkout_form import NEW, checkout_page, chosen_address, order_request
from dinghuo.web.buyer.repair import repair_cart
from dinghuo.web.buyer.typed import decimal_of
from dinghuo.web.buyer.what_if import refused, what_if_of
from dinghuo.web.shared import flash
from dinghuo.web.shared.regions import code_of
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@dataclass(frozen=True)
class Held:
    """Until when goods are held; None: none are. `asked`: by a page on which they were. `short`: names of those of
    which not all could be held."""

    until: datetime | None
    asked: bool = False
    short: str = ""

    @property
    def seconds(self) -> int:
        """For how many more seconds; zero once the time is over."""
        return max(ceil((self.until - now()).total_seconds()), 0) if self.until else 0

    @property
    def is_over(self) -> bool:
        """They were held and aren't: the time is over, or another window has let them go."""
        return not self.seconds and (self.asked or self.until is not None)

    @property
    def trigger(self) -> str:
        """When the page asks again: just after."""
        return f"load delay:{self.seconds + 1}s"


@screen(door="buyer", permission=PLACE, methods=["GET", "POST"])
def checkout(request: Request, actor: Actor) -> HttpResponse:
    """Show the page, or place the cart and lead to what was placed."""
    faults = Faults()
    if request.method != "POST":
        return _page(request, actor, faults)
    if "repair" in request.POST:
        repair_cart(request, actor)
        return _page(request, actor, faults)
    address_id = _address(request, actor, faults)
    terms = order_request(request.POST, address_id, faults)
    if faults:
        return _page(request, actor, faults, address_id)
    try:
        placed = place_cart(
            actor, request.storefront.id, terms, decimal_of(request.POST.get("seen_total", ""))
        )
    except Invalid as invalid:
        faults.found += invalid.faults
        return _page(request, actor, faults, address_id)
    except CartEmpty as refusal:
        # Another window has placed it: there is nothing to pay otherwise, or to order less of.
        flash.warn(request, str(refusal))
        return HttpResponseRedirect(reverse("buyer:orders"))
    except Refusal as refusal:
        return _page(request, actor, faults, address_id, refusal)
    return _placed(request, placed.orders)


@screen(door="buyer", permission=PLACE, methods=["POST"])
def what_if(request: Request, actor: Actor) -> HttpResponse:
    """The panel beside the form, after something in the form has changed."""
    shown = shown_cart(actor, request.storefront)
    terms = order_request(request.POST, chosen_address(request.POST), Faults())
    found = what_if_of(actor, request.storefront, shown, terms, Faults())
    return render(request, "buyer/checkout/changed.html", {"cart": shown, "what_if": found})


@screen(door="buyer", permission=PLACE)
def held(request: Request, actor: Actor) -> HttpResponse:
    """What is told of the held goods once their time is over, or goes on because another window has held them anew."""
    found = Held(held_until(actor, request.storefront.id), asked=True)
    return render(request, "buyer/checkout/held.html", {"held": found})


def _page(
    request: Request,
    actor: Actor,
    faults: Faults,
    address_id: UUID | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    shop = request.storefront
    held = hold_cart(actor, shop.id) if shop.hold_minutes else HeldCart(None)
    shown = shown_cart(actor, request.storefront)
    if not shown.shares and refusal is None:
        return HttpResponseRedirect(reverse("buyer:cart"))
    page = checkout_page(request, actor, faults, str(address_id or ""))
    terms = order_request(page.chosen, chosen_address(page.chosen), Faults())
    if refusal is not None:
        found = refused(request.storefront, refusal, terms.payment_method)
    else:
        found = what_if_of(actor, request.storefront, shown, terms, Faults())
    context = {"cart": shown, "page": page, "form": page.form, "what_if": found, "today": localdate(now())}
    context["held"] = Held(held.until, short=", ".join(named(each) for each in held.short))
    status = 409 if refusal is not None else 422 if faults else 200
    return render(request, "buyer/checkout/page.html", context, status=status)


def _address(request: Request, actor: Actor, faults: Faults) -> UUID | None:
    posted = request.POST
    if posted.get("delivery.address") != NEW or actor.organisation_id is None:
        return chosen_address(posted)
    try:
        return save_address(
            actor,
            actor.organisation_id,
            contact=posted.get("contact", ""),
            phone=posted.get("phone", ""),
            street=posted.get("street", ""),
            region_code=code_of(posted),
            label=posted.get("label", ""),
        ).id
    except Invalid as invalid:
        faults.found += invalid.faults
    except NotAllowed:
        faults.add("delivery.address", "not-allowed", _("Ask a colleague who may add addresses."))
    return None


def _placed(request: Request, orders: Sequence[Any]) -> HttpResponse:
    if len(orders) == 1:
        flash.say(request, _("%(number)s is placed.") % {"number": orders[0].number})
        return HttpResponseRedirect(reverse("buyer:order", args=[orders[0].number]))
    words = ngettext(
        "%(count)s order is placed.", "%(count)s orders are placed, one for each seller.", len(orders)
    )
    flash.say(request, words % {"count": len(orders)})
    return HttpResponseRedirect(f"{reverse('buyer:orders')}?q={orders[0].group_number}")
