"""Whom an event concerns, and in which words they hear of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.money import Money
from dinghuo.ordering.queries.parties import Parties, parties_of
from dinghuo.organisations.queries.organisations import operator_of
from dinghuo.organisations.steps.notify import notify

if TYPE_CHECKING:
    # Only the stubs know this name for what gettext_lazy gives.
    from django.utils.functional import _StrPromise

if TYPE_CHECKING:
    # Only the stubs know the class of a lazy text.
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Notice:
    """Who hears of an event: the members of one party who hold a permission. `{number}`, `{buyer}`, `{seller}`, `{who}`
    and `{why}` stand for the order's and the event's own."""

    to: str
    permission: str
    title: "str | _StrPromise"
    body: "str | _StrPromise" = ""


APPROVAL_WANTED = Notice(
    "buyer",
    "ordering.approve_order",
    _("Order {number} waits for your approval"),
    _("{who} ordered for {total} from {seller}."),
)
TO_ANSWER = Notice(
    "seller", "ordering.confirm_order", _("New order {number} from {buyer}"), _("{total}, to be answered.")
)

NOTICES: Mapping[str, Sequence[Notice]] = {
    "order.placed": [APPROVAL_WANTED, TO_ANSWER],
    "order.approved": [
        TO_ANSWER,
        Notice("buyer", "ordering.place_order", _("Order {number} was approved by {who}"), "{why}"),
    ],
    "order.approval_refused": [
        Notice("buyer", "ordering.place_order", _("Order {number} was not approved by {who}"), "{why}")
    ],
    "order.confirmed": [
        Notice("buyer", "ordering.place_order", _("{seller} answered order {number}"), "{why}")
    ],
    "order.cancelled": [
        Notice("seller", "ordering.confirm_order", _("Order {number} was cancelled by {who}"), "{why}"),
        Notice("buyer", "ordering.place_order", _("Order {number} was cancelled by {who}"), "{why}"),
    ],
    "order.cancellation_requested": [
        Notice("seller", "ordering.confirm_order", _("{buyer} asks to cancel order {number}"), "{why}")
    ],
    "order.change_proposed": [
        Notice("buyer", "ordering.change_order", _("A change of order {number} is proposed"), "{why}"),
        Notice("seller", "ordering.change_order", _("A change of order {number} is proposed"), "{why}"),
    ],
    "order.change_accepted": [
        Notice("buyer", "ordering.change_order", _("The change of order {number} was accepted")),
        Notice("seller", "ordering.change_order", _("The change of order {number} was accepted")),
    ],
    "order.change_declined": [
        Notice("buyer", "ordering.change_order", _("The change of order {number} was declined"), "{why}"),
        Notice("seller", "ordering.change_order", _("The change of order {number} was declined"), "{why}"),
    ],
    "order.shipped": [
        Notice(
            "buyer",
            "fulfilment.receive_shipment",
            _("{seller} shipped goods of order {number}"),
            _("Shipment {shipment} {tracking_number}"),
        )
    ],
    "shipment.received": [
        Notice(
            "seller",
            "ordering.confirm_order",
            _("{buyer} received goods of order {number}"),
            _("Shipment {shipment}"),
        )
    ],
    "shipment.lost": [
        Notice(
            "buyer",
            "ordering.place_order",
            _("Goods of order {number} were lost"),
            _("Shipment {shipment}: {why}"),
        )
    ],
    "invoice.issued": [
        Notice(
            "buyer",
            "billing.report_payment",
            _("Invoice {invoice} for order {number}"),
            _("{amount}, due on {due_on}."),
        )
    ],
    "payment.reported": [
        Notice(
            "seller",
            "billing.claim_payment",
            _("{buyer} reports a payment for order {number}"),
            "{amount} {reference}",
        ),
        Notice(
            "operator",
            "billing.claim_payment",
            _("{buyer} reports a payment for order {number}"),
            "{amount} {reference}",
        ),
    ],
    "payment.received": [
        Notice(
            "buyer",
            "billing.report_payment",
            _("Your payment for order {number} has been found"),
            "{amount} {reference}",
        )
    ],
    "payment.refused": [
        Notice(
            "buyer",
            "billing.report_payment",
            _("Your payment for order {number} was not found"),
            "{amount} {why}",
        )
    ],
    "order.message_sent": [
        Notice("buyer", "ordering.send_message", _("{who} wrote on order {number}"), "{text}"),
        Notice("seller", "ordering.send_message", _("{who} wrote on order {number}"), "{text}"),
    ],
}


def tell(actor: Actor, event: EventRow) -> None:
    """Tell the people an event concerns, except those of the house it came from."""
    order = parties_of(actor, event.subject_id)
    if order is None:
        return
    words = _words(event, order)
    told = set()
    for notice in NOTICES[event.kind]:
        house, door = _house(notice.to, event, order)
        if house in told or not _concerns(notice, event, house):
            continue
        told.add(house)
        notify(
            event.market_id,
            house,
            notice.permission,
            format_lazy(notice.title, **words),
            format_lazy(notice.body, **words),
            link=f"{door}/orders/{order.number}/",
            event_id=event.id,
        )


def _house(to: str, event: EventRow, order: Parties) -> tuple[UUID, str]:
    if to == "buyer":
        return order.buyer_id, ""
    if to == "seller":
        return order.seller_id, order.seller_door
    return operator_of(event.market_id).id, "/operator"


def _concerns(notice: Notice, event: EventRow, house: UUID) -> bool:
    if event.kind == "order.placed":
        pending = event.data.get("approval") == "pending"
        return pending if notice is APPROVAL_WANTED else not pending
    if event.kind in ("order.approved", "order.approval_refused"):
        return True
    return event.organisation_id != house


def _words(event: EventRow, order: Parties) -> dict[str, Any]:
    data = event.data
    amount = data.get("amount") or data.get("total")
    currency = data.get("currency", "")
    return {
        "number": order.number,
        "buyer": order.buyer_name,
        "seller": order.seller_name,
        "total": order.total,
        "who": event.person_name,
        "why": event.why,
        "text": data.get("text", ""),
        "amount": f"{Money(Decimal(amount), currency)} {currency}" if amount and currency else "",
    } | {
        name: data.get(name) or ""
        for name in ("shipment", "tracking_number", "invoice", "due_on", "reference")
    }
