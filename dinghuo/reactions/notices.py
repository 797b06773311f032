"""Whom an event concerns, and in which words they hear of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow
from dinghuo.ordering import permissions as ordering
from dinghuo.ordering.queries.parties import Parties, parties_of
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
    ordering.APPROVE,
    _("Order {number} waits for your approval"),
    _("{who} ordered for {total} from {seller}."),
)
TO_ANSWER = Notice(
    "seller", ordering.CONFIRM, _("New order {number} from {buyer}"), _("{total}, to be answered.")
)

NOTICES: Mapping[str, Sequence[Notice]] = {
    "order.placed": [APPROVAL_WANTED, TO_ANSWER],
    "order.approved": [
        TO_ANSWER,
        Notice("buyer", ordering.PLACE, _("Order {number} was approved by {who}"), "{why}"),
    ],
    "order.approval_refused": [
        Notice("buyer", ordering.PLACE, _("Order {number} was not approved by {who}"), "{why}")
    ],
    "order.confirmed": [Notice("buyer", ordering.PLACE, _("{seller} answered order {number}"), "{why}")],
    "order.cancelled": [
        Notice("seller", ordering.CONFIRM, _("Order {number} was cancelled by {who}"), "{why}"),
        Notice("buyer", ordering.PLACE, _("Order {number} was cancelled by {who}"), "{why}"),
    ],
    "order.cancellation_requested": [
        Notice("seller", ordering.CONFIRM, _("{buyer} asks to cancel order {number}"), "{why}")
    ],
    "order.change_proposed": [
        Notice("buyer", ordering.CHANGE, _("A change of order {number} is proposed"), "{why}"),
        Notice("seller", ordering.CHANGE, _("A change of order {number} is proposed"), "{why}"),
    ],
    "order.change_accepted": [
        Notice("buyer", ordering.CHANGE, _("The change of order {number} was accepted")),
        Notice("seller", ordering.CHANGE, _("The change of order {number} was accepted")),
    ],
    "order.change_declined": [
        Notice("buyer", ordering.CHANGE, _("The change of order {number} was declined"), "{why}"),
        Notice("seller", ordering.CHANGE, _("The change of order {number} was declined"), "{why}"),
    ],
    "order.message_sent": [
        Notice("buyer", ordering.MESSAGE, _("{who} wrote on order {number}"), "{text}"),
        Notice("seller", ordering.MESSAGE, _("{who} wrote on order {number}"), "{text}"),
    ],
}


def tell(actor: Actor, event: EventRow) -> None:
    """Tell the people an event concerns, except those of the house it came from."""
    order = parties_of(actor, event.subject_id)
    if order is None:
        return
    words = _words(event, order)
    for notice in NOTICES[event.kind]:
        if _concerns(notice, event, order):
            notify(
                event.market_id,
                order.buyer_id if notice.to == "buyer" else order.seller_id,
                notice.permission,
                format_lazy(notice.title, **words),
                format_lazy(notice.body, **words),
                link=f"{'/orders' if notice.to == 'buyer' else order.seller_door + '/orders'}/{order.number}/",
                event_id=event.id,
            )


def _concerns(notice: Notice, event: EventRow, order: Parties) -> bool:
    if event.kind == "order.placed":
        pending = event.data.get("approval") == "pending"
        return pending if notice is APPROVAL_WANTED else not pending
    if event.kind in ("order.approved", "order.approval_refused"):
        return True
    mine = order.buyer_id if notice.to == "buyer" else order.seller_id
    return event.organisation_id != mine


def _words(event: EventRow, order: Parties) -> dict[str, Any]:
    return {
        "number": order.number,
        "buyer": order.buyer_name,
        "seller": order.seller_name,
        "total": order.total,
        "who": event.person_name,
        "why": event.why,
        "text": event.data.get("text", ""),
    }
