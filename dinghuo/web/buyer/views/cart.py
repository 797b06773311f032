"""The cart: by seller, every line priced, what blocks it with its repair; and the steppers of every page."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.seller_codes import seller_codes
from dinghuo.foundation.actor import Actor
from dinghuo.ordering.actions.clear_cart import clear_cart
from dinghuo.ordering.actions.exchange_cart_line import exchange_cart_line
from dinghuo.ordering.actions.fill_cart import Filled, fill_cart
from dinghuo.ordering.actions.release_cart import release_cart
from dinghuo.ordering.actions.set_cart_codes import set_cart_codes
from dinghuo.ordering.permissions import PLACE
from dinghuo.ordering.queries.cart import cart_lines
from dinghuo.web.buyer.cart_view import cart_page, shown_cart
from dinghuo.web.buyer.kit_words import say_rechosen
from dinghuo.web.buyer.repair import repair_cart
from dinghuo.web.buyer.typed import TypedLine, goods_value, packed_lines, typed_lines
from dinghuo.web.shared import flash
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@screen(door="buyer", permission=PLACE)
def cart(request: Request, actor: Actor) -> HttpResponse:
    """The cart page."""
    shown = shown_cart(actor, request.storefront)
    if shown.sheet.held_until is not None:
        # Who is here has left the checkout.
        release_cart(actor, request.storefront.id)
    start, blocked_only = request.GET.get("from", ""), request.GET.get("show") == "blocked"
    page = cart_page(shown, int(start) if start.isdecimal() else 0, blocked_only and bool(shown.blocked))
    return render(
        request, "buyer/cart/page.html", {"cart": shown, "page": page, "blocked_only": blocked_only}
    )


@screen(door="buyer", permission=PLACE, methods=["POST"], again=cart)
def set_codes(request: Request, actor: Actor) -> HttpResponse:
    """Put a coupon's code in, or take one out; the cart says what it gives."""
    add, remove = request.POST.get("code", ""), request.POST.get("remove", "")
    set_cart_codes(actor, request.storefront.id, "" if remove else add, remove)
    return HttpResponseRedirect(reverse("buyer:cart"))


@screen(door="buyer", permission=PLACE, methods=["POST"])
def set_lines(request: Request, actor: Actor) -> HttpResponse:
    """Put what stands in one or many steppers into the cart; a single stepper is answered with what changed."""
    if "repair" in request.POST:
        repair_cart(request, actor)
        return HttpResponseRedirect(_next(request))
    lines = packed_lines([request.POST["again"]]) if "again" in request.POST else typed_lines(request.POST)
    alone = bool(request.htmx) and "stepper" in request.POST
    for line in lines:
        if not line.readable:
            flash.warn(
                request, _("“%(text)s” is no quantity. Nothing was changed there.") % {"text": line.text}
            )
    put_lines(request, actor, [line for line in lines if line.readable and (alone or line.changed)])
    if alone:
        return _changed_parts(request, actor, lines)
    return HttpResponseRedirect(_next(request))


def put_lines(request: Request, actor: Actor, lines: Sequence[TypedLine]) -> None:
    """Set these lines, and take out those of zero and of units that were exchanged. Says what isn't sold here."""
    storefront_id = request.storefront.id
    codes = seller_codes(actor, (line.seller for line in lines))
    lines = [replace(line, seller=codes.get(line.seller, line.seller)) for line in lines]
    filled = [line for line in lines if line.quantity]
    found = fill_cart(actor, storefront_id, [line.request for line in filled]) if filled else Filled()
    if "configured" not in request.POST:
        # In the cart the boxes themselves say what is chosen.
        say_rechosen(request, found.rechosen)
    for missing in found.unknown:
        flash.warn(
            request,
            _("%(sku)s isn’t sold here by %(unit)s.") % {"sku": missing.sku, "unit": missing.unit or ""},
        )
    gone = {(line.sku, line.seller, line.was) for line in lines if not line.quantity or line.was != line.unit}
    kept = {(line.sku, line.seller, line.unit) for line in filled}
    out = [
        line
        for line in (cart_lines(actor, storefront_id) if gone else [])
        if (line.variant.sku, line.seller.code, line.unit) in gone - kept
    ]
    if not out:
        return
    clear_cart(actor, storefront_id, [line.id for line in out])
    taken = [line for line in out if not any(each.sku == line.variant.sku for each in filled)]
    if taken and "stepper" not in request.POST:
        flash.say(request, _("Taken out: %(goods)s") % {"goods": taken[0].variant.name}, undo=_undo(taken))


def _undo(taken: Sequence) -> str:
    goods = [
        goods_value(line.variant.sku, line.seller.code, line.unit, str(line.quantity), line.options or None)
        for line in taken
    ]
    return f"{reverse('buyer:restore')}?{urlencode([('goods', each) for each in goods])}"


@screen(door="buyer", permission=PLACE, methods=["POST"])
def restore(request: Request, actor: Actor) -> HttpResponse:
    """Put back what was taken out: the address carries it."""
    put_lines(request, actor, [line for line in packed_lines(request.GET.getlist("goods")) if line.quantity])
    return HttpResponseRedirect(reverse("buyer:cart"))


@screen(door="buyer", permission=PLACE, methods=["POST"])
def exchange(request: Request, actor: Actor, line_id: UUID) -> HttpResponse:
    """Take what takes the place of a line instead of it."""
    sku = exchange_cart_line(actor, request.storefront.id, line_id)
    flash.say(request, _("%(sku)s is in the cart instead.") % {"sku": sku})
    return HttpResponseRedirect(reverse("buyer:cart"))


@screen(door="buyer", permission=PLACE, methods=["POST"])
def clear(request: Request, actor: Actor) -> HttpResponse:
    """Empty the cart."""
    taken = cart_lines(actor, request.storefront.id)
    clear_cart(actor, request.storefront.id)
    if taken:
        flash.say(request, _("The cart is empty."), undo=_undo(taken))
    return HttpResponseRedirect(reverse("buyer:cart"))


def _changed_parts(request: Request, actor: Actor, lines: Sequence[TypedLine]) -> HttpResponse:
    shown = shown_cart(actor, request.storefront)
    by_key = {line.key: line for line in lines}
    both = [(row, row.unnamed) if row.row.offer else (row,) for row in shown.rows]
    rows = [each for pair in both for each in pair if each.key in by_key]
    shown_keys = {row.key for row in rows}
    place = request.POST.get("stepper", "")
    parts = {
        "cart": shown,
        "rows": rows,
        "exchanged": [row for row in rows if by_key[row.key].was != by_key[row.key].unit],
        "gone": [line for line in lines if line.key not in shown_keys],
        "place": place,
        # Options that came with the goods stand on the product's page, which said what the cart had.
        "chosen": place != "cart" and any(line.options is not None for line in lines),
        "form": "cart-form" if place == "cart" else "pad",
    }
    answer = render(request, "buyer/cart/changed.html", parts)
    if place == "cart" and not shown.shares:
        # Nothing of the page is left: the empty cart has another one.
        answer.headers["HX-Refresh"] = "true"
    return answer


def _next(request: Request) -> str:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else reverse("buyer:cart")
