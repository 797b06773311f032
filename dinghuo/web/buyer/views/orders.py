"""The list of orders: state words as filters, search, since; and the same list as a file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.fields import translated
from dinghuo.ordering.permissions import APPROVE, VIEW
from dinghuo.ordering.queries.orders import OrderFilter, count_orders, orders
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.order_words import Words, list_states, payment_of, state_of
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.tables import table_file

NEEDS = ("approve", "receive", "pay")
#: Rows in a file: more is asked for by month.
MOST_ROWS = 5000


@dataclass(frozen=True)
class Row:
    """An order in the list."""

    order: Any
    state: Words
    payment: Words


@screen(door="buyer", permission=VIEW)
def orders_list(request: Request, actor: Actor) -> HttpResponse:
    """The orders of the actor's organisation, newest first."""
    listing = _listing(request)
    wanted = _filter(listing)
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
    page = orders(actor, _filter(_listing(request)), limit=MOST_ROWS)
    head = [
        _("Number"),
        _("Placed"),
        _("Seller"),
        _("State"),
        _("Total"),
        _("Paid"),
        _("Currency"),
        _("Your number"),
    ]
    rows = [
        [
            order.number,
            timezone.localtime(order.placed_at).date(),
            translated(order.seller.name, order.seller.names),
            state_of(order).words,
            order.total,
            order.paid,
            order.currency,
            order.reference,
        ]
        for order in page.items
    ]
    return table_file(kind, _("orders"), head, rows)


def _listing(request: Request) -> Listing:
    states = [key for key, _words in list_states()]
    return Listing.of(request, filters={"state": states, "need": NEEDS, "since": [], "until": []})


def _filter(listing: Listing) -> OrderFilter:
    return OrderFilter(
        side="buyer",
        state=listing["state"] or None,
        need=listing["need"] or None,
        since=_start(listing["since"]),
        until=_start(listing["until"], days=1),
        search=listing.search or None,
    )


def _start(text: str, days: int = 0) -> datetime | None:
    try:
        day = parse_date(text) if text else None
    except ValueError:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time())) if day else None


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
    base = replace(_filter(Listing()), side="buyer")
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
