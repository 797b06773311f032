"""One order, and what a buyer may do with it: approve, cancel, write, change, order again."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.ordering import permissions as may
from dinghuo.ordering.actions.approve_order import approve_order
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.fill_cart import LineRequest, fill_cart
from dinghuo.ordering.actions.refuse_approval import refuse_approval
from dinghuo.ordering.actions.send_message import send_message
from dinghuo.ordering.queries.changes import change as find_change
from dinghuo.ordering.queries.order import order as find_order
from dinghuo.ordering.queries.reorder import as_asked
from dinghuo.web.buyer.kit_words import say_rechosen
from dinghuo.web.buyer.order_page import order_page
from dinghuo.web.shared import flash
from dinghuo.web.shared.changes import decide as decide_change
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@screen(door="buyer", permission=may.VIEW)
def order(request: Request, actor: Actor, number: str) -> HttpResponse:
    """The page of an order."""
    page = order_page(actor, number)
    return render(
        request, "buyer/orders/order.html", {"page": page, "order": page.order, "form": Form.of(request)}
    )


def _at(number: str, anchor: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("buyer:order", args=[number]) + (f"#{anchor}" if anchor else ""))


def _own(actor: Actor, number: str) -> Any:
    """The order, if the actor's house buys it: the storefront shows nothing of what it sells elsewhere."""
    found = find_order(actor, number)
    if found.buyer_id != actor.organisation_id:
        raise NotFound(number)
    return found


@screen(door="buyer", permission=may.APPROVE, methods=["POST"], again=order)
def decide(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Approve the order, or refuse it with a reason; then back to where the approver came from."""
    _own(actor, number)
    if request.POST.get("decision") == "refuse":
        refuse_approval(actor, number, request.POST.get("reason", ""))
        flash.say(request, _("%(number)s is not approved. The buyer is told why.") % {"number": number})
    else:
        approve_order(actor, number, request.POST.get("note", ""))
        flash.say(request, _("%(number)s is approved and goes to the seller.") % {"number": number})
    if request.POST.get("from") == "approvals":
        return HttpResponseRedirect(reverse("buyer:approvals"))
    return _at(number)


@screen(door="buyer", permission=may.CANCEL, methods=["POST"], again=order)
def cancel(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Cancel what isn't shipped, or ask the seller to."""
    _own(actor, number)
    found = cancel_order(actor, number, request.POST.get("reason", ""))
    if found.cancel_requested:
        flash.say(request, _("The seller is asked to cancel what isn’t shipped."))
    else:
        flash.say(request, _("What wasn’t shipped is cancelled."))
    return _at(number)


@screen(door="buyer", permission=may.MESSAGE, methods=["POST"], again=order)
def write(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Write to the seller, about the order or one of its lines."""
    _own(actor, number)
    line = request.POST.get("line", "")
    send_message(actor, number, request.POST.get("text", ""), int(line) if line.isdecimal() else None)
    return _at(number, "messages")


@screen(door="buyer", permission=may.CHANGE, methods=["POST"])
def answer_change(request: Request, actor: Actor, change_id: UUID) -> HttpResponse:
    """Accept or decline what the seller proposed, or take back what one has proposed oneself."""
    number = _own(actor, find_change(actor, change_id).order.number).number
    decide_change(request, actor, change_id)
    return _at(number)


@screen(door="buyer", permission=may.PLACE, methods=["POST"])
def again(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Put the lines of an order into the cart once more."""
    found = _own(actor, number)
    wanted = [
        LineRequest(
            sku=line.sku,
            quantity=line.quantity,
            unit=line.unit,
            seller=found.seller.code,
            options=line.options,
        )
        for line in as_asked(line for line in found.lines.all() if line.quantity)
    ]
    filled = fill_cart(actor, request.storefront.id, wanted)
    unknown, count = filled.unknown, len(wanted) - len(filled.unknown)
    if count:
        words = ngettext("%(count)s line is in the cart.", "%(count)s lines are in the cart.", count)
        flash.say(request, words % {"count": count})
    say_rechosen(request, filled.rechosen)
    if unknown:
        names = ", ".join(line.sku for line in unknown)
        flash.warn(request, _("No longer sold here: %(goods)s") % {"goods": names})
    return HttpResponseRedirect(reverse("buyer:cart"))
