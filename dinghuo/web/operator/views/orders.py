"""Every order of the market, and what the operator may do with one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.billing.queries.invoices import invoices_of
from dinghuo.billing.queries.payments import payments_of
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.timeline import timeline_of
from dinghuo.fulfilment.queries.shipments import shipments_of
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.send_message import send_message
from dinghuo.ordering.queries.messages import messages_of
from dinghuo.ordering.queries.order import order as find_order
from dinghuo.ordering.queries.orders import OrderFilter, count_orders
from dinghuo.ordering.queries.orders import orders as find_orders
from dinghuo.organisations.queries.organisations import find_organisation
from dinghuo.promotions.queries.discounts_of import LineDiscount, by_promotion, discounts_of
from dinghuo.web.shared import flash
from dinghuo.web.shared.event_words import timeline
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.line_words import columns_of, notes_of
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.order_list import Row, order_filter, order_listing
from dinghuo.web.shared.order_words import (
    SELLER,
    list_states,
    method_words,
    payment_of,
    progress_of,
    state_of,
)
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.tables import exported

VIEW = "ordering.view_orders"
NEEDS = ("answer", "ship", "receive", "pay", "cancel_requested")


@dataclass(frozen=True)
class ShownLine:
    """A line with its quantities in words."""

    line: Any
    picture: str
    columns: Sequence[Any]
    notes: Sequence[Any]
    discounts: Sequence[LineDiscount]


@screen(door="operator", permission=VIEW)
def orders_list(request: Request, actor: Actor) -> HttpResponse:
    """The orders of the market, newest first."""
    listing = _listing(request)
    page = find_orders(actor, _filter(actor, listing), listing.after or None)
    words = {
        "answer": _("To answer"),
        "ship": _("To ship"),
        "receive": _("On the way"),
        "pay": _("To be paid"),
        "cancel_requested": _("Cancellation asked for"),
    }
    context = {
        "listing": listing,
        "page": page,
        "rows": [Row(each, state_of(each, SELLER), payment_of(each)) for each in page.items],
        "chips": [
            (need, words[need], listing["need"] == need, count_orders(actor, OrderFilter(need=need)))
            for need in NEEDS
        ],
        "states": list_states(),
        "all": not listing["need"],
    }
    return render(request, "operator/orders/list.html", context)


@screen(door="operator", permission=VIEW)
def orders_file(request: Request, actor: Actor, kind: str) -> HttpResponse:
    """The list as it is narrowed, for a spreadsheet."""
    return exported(request, actor, "orders", kind)


@screen(door="operator", permission=VIEW)
def order(request: Request, actor: Actor, number: str) -> HttpResponse:
    """One order with everything that belongs to it."""
    found = find_order(actor, number)
    lines = list(found.lines.all())
    pictures = picture_addresses(actor, [line.variant_id for line in lines])
    discounts = discounts_of(actor, [found.id] if found.discount else [])
    sees_money = allows(actor, "billing.see_statements")
    context = {
        "order": found,
        "lines": [
            ShownLine(
                line,
                pictures.get(line.variant_id, ""),
                columns_of(line),
                notes_of(line),
                discounts.get(line.id, ()),
            )
            for line in lines
        ],
        "discounts": by_promotion(discounts, [line.id for line in lines]),
        "state": state_of(found, SELLER),
        "progress": progress_of(lines),
        "payment": payment_of(found),
        "terms": method_words(found.payment_method, found.payment_term_days),
        "told": timeline(timeline_of(actor, found.id), lines),
        "thread": messages_of(actor, found),
        "shipments": shipments_of(actor, found.id) if allows(actor, "fulfilment.see_shipments") else [],
        "invoices": invoices_of(actor, found.id) if sees_money else [],
        "payments": payments_of(actor, found.id) if sees_money else [],
        "form": Form.of(request),
        "trail": [(reverse("operator:orders"), _("Orders")), ("", number)],
        "may": {
            "answer": allows(actor, "ordering.confirm_order")
            and found.approval != "pending"
            and any(line.counters.pending for line in lines),
            "cancel": allows(actor, "ordering.cancel_order")
            and any(line.counters.unshipped for line in lines),
            "write": allows(actor, "ordering.send_message"),
        },
    }
    return render(request, "operator/orders/order.html", context)


@screen(door="operator", permission="ordering.confirm_order", methods=["POST"], again=order)
def answer(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Accept everything that waits for the seller's answer, on its behalf."""
    confirm_order(actor, number)
    flash.say(request, _("Everything that waited is accepted for the seller."))
    return _at(number)


@screen(door="operator", permission="ordering.cancel_order", methods=["POST"], again=order)
def cancel(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Cancel what isn't shipped."""
    cancel_order(actor, number, request.POST.get("reason", ""))
    flash.say(request, _("What wasn’t shipped is cancelled; both sides are told."))
    return _at(number)


@screen(door="operator", permission="ordering.send_message", methods=["POST"], again=order)
def write(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Write to both sides."""
    send_message(actor, number, request.POST.get("text", ""))
    return _at(number)


def _at(number: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("operator:order", args=[number]))


def _listing(request: Request) -> Listing:
    return order_listing(request, NEEDS, "buyer", "seller", "storefront", "sku")


def _filter(actor: Actor, listing: Listing) -> OrderFilter:
    return order_filter(
        listing,
        buyer_id=_company(actor, listing["buyer"]),
        seller_id=_company(actor, listing["seller"]),
        storefront_key=listing["storefront"] or None,
        sku=listing["sku"] or None,
    )


def _company(actor: Actor, code: str) -> Any:
    if not code:
        return None
    try:
        return find_organisation(actor, code).id
    except NotFound:
        return None
