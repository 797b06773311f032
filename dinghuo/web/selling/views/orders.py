"""The list of orders: piles of work as chips, search, since; accepting many at once; the same list as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.ordering.actions.confirm_orders import confirm_orders
from dinghuo.ordering.actions.preview_shares import preview_shares
from dinghuo.ordering.permissions import CONFIRM
from dinghuo.ordering.queries.orders import OrderFilter, count_orders, orders
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.sharing_form import sharing_address
from dinghuo.web.selling.views.sharing import chosen, tell
from dinghuo.web.selling.waiting import waiting_of
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.order_list import Row, order_filter, order_listing
from dinghuo.web.shared.order_words import SELLER, Words, list_states, payment_of, state_of
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.tables import exported

NEEDS = ("answer", "ship", "receive", "back_order", "change", "cancel_requested")


@dataclass(frozen=True)
class SoldRow(Row):
    """An order in the seller's list; `waiting` says how long it has waited for its answer."""

    waiting: Words | None


def orders_list(request: Request, actor: Actor) -> HttpResponse:
    """The orders the actor's house sells, newest first; those to answer and to ship oldest first."""
    listing = order_listing(request, NEEDS)
    oldest_first = listing["need"] in ("answer", "ship")
    page = orders(actor, order_filter(listing, "seller"), listing.after or None, oldest_first=oldest_first)
    context = {
        "listing": listing,
        "page": page,
        "rows": rows_of(page.items),
        "chips": _chips(actor, listing),
        "states": list_states(),
        "all": not listing["need"] and not listing["state"],
        "may_accept": allows(actor, CONFIRM) and listing["need"] == "answer",
    }
    return render(request, "selling/orders/list.html", context)


def accept_many(request: Request, actor: Actor) -> HttpResponse:
    """Accept everything of the chosen orders; those that can't be are left as they are and named. Where goods are too
    few for all of them, first show who gets what."""
    numbers = chosen(request)
    if not numbers:
        return HttpResponseRedirect(f"{here(request, 'orders')}?need=answer")
    if preview_shares(actor, numbers).articles:
        return HttpResponseRedirect(sharing_address(request, numbers))
    tell(request, confirm_orders(actor, numbers))
    return HttpResponseRedirect(f"{here(request, 'orders')}?need=answer")


def orders_file(request: Request, actor: Actor, kind: str) -> HttpResponse:
    """The same list, as it is filtered, as a file for a spreadsheet."""
    return exported(request, actor, "orders", kind, "seller")


def rows_of(found: Sequence[Any]) -> list[SoldRow]:
    """Orders as a seller's list shows them."""
    return [
        SoldRow(
            order,
            state_of(order, SELLER),
            payment_of(order),
            waiting_of(order) if order.state == "submitted" and not order.cancel_requested else None,
        )
        for order in found
    ]


def _chips(actor: Actor, listing: Listing) -> list[dict[str, Any]]:
    words = {
        "answer": _("To answer"),
        "ship": _("To ship"),
        "receive": _("On the way"),
        "back_order": _("Back-order"),
        "change": _("Change asked for"),
        "cancel_requested": _("Cancellation asked for"),
    }
    return [
        {
            "key": need,
            "words": words[need],
            "on": listing["need"] == need,
            "count": count_orders(actor, OrderFilter(side="seller", need=need)),
        }
        for need in NEEDS
    ]
