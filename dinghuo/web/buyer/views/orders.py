"""The list of orders: state words as filters, search, since; and the same list as a file."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.ordering.permissions import APPROVE, VIEW
from dinghuo.ordering.queries.orders import count_orders, orders
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.order_list import Row, order_filter, order_listing
from dinghuo.web.shared.order_words import list_states, payment_of, state_of
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.tables import exported

NEEDS = ("approve", "receive", "pay")


@screen(door="buyer", permission=VIEW)
def orders_list(request: Request, actor: Actor) -> HttpResponse:
    """The orders of the actor's organisation, newest first."""
    listing = order_listing(request, NEEDS)
    wanted = order_filter(listing, "buyer")
    page = orders(actor, wanted, listing.after or None)
    context = {
        "listing": listing,
        "page": page,
        "rows": _rows(actor, page.items),
        "chips": _chips(actor, listing),
        "states": list_states(),
        "all_chosen": not listing["state"] and not listing["need"],
    }
    return render(request, "buyer/orders/list.html", context)


@screen(door="buyer", permission=VIEW)
def orders_file(request: Request, actor: Actor, kind: str) -> HttpResponse:
    """The same list, as it is filtered, as a file for a spreadsheet."""
    return exported(request, actor, "orders", kind, "buyer")


def _rows(actor: Actor, found: Sequence[Any]) -> list[Row]:
    approves = allows(actor, APPROVE)
    return [
        Row(
            order,
            state_of(
                order,
                may_approve=approves
                and allows(actor, APPROVE, order.total)
                and order.placed_by_id != actor.person_id,
            ),
            payment_of(order),
        )
        for order in found
    ]


def _chips(actor: Actor, listing: Listing) -> list[dict[str, Any]]:
    """The piles of work, each with its count; those that don't concern the actor are left out."""
    base = order_filter(Listing(), "buyer")
    words = {"approve": _("To approve"), "receive": _("To receive"), "pay": _("To pay")}
    shown = [need for need in NEEDS if need != "approve" or allows(actor, APPROVE)]
    chips = [
        {
            "key": need,
            "words": words[need],
            "on": listing["need"] == need,
            "count": count_orders(actor, replace(base, need=need)),
        }
        for need in shown
    ]
    return [chip for chip in chips if chip["count"] or chip["on"]]
