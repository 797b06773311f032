"""Whom an event concerns: who hears of it, and where they are led."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.goods_told import kept_goods
from dinghuo.foundation.models import EventRow
from dinghuo.ordering.queries.parties import Parties, parties_of
from dinghuo.organisations.queries.organisations import operator_of
from dinghuo.organisations.steps.notify import notify
from dinghuo.reactions.words import write


@dataclass(frozen=True)
class Notice:
    """Who hears of an event: the members of one party who hold a permission. `news` is what they hear (words.py), if it
    isn't called as the event; `leads` is where they go by it, if not to the order."""

    to: str
    permission: str
    news: str = ""
    leads: str = ""


#: Where the people of a party see an order, by their door ("" is the storefront).
ORDER = {
    "": "/orders/{number}/",
    "/supplier": "/supplier/orders/{number}",
    "/branch": "/branch/orders/{number}",
    "/operator": "/operator/orders/{number}/",
}
APPROVAL_WANTED = Notice("buyer", "ordering.approve_order", "approval.wanted")
TO_ANSWER = Notice("seller", "ordering.confirm_order", "order.to_answer")
BUYS, SELLS = Notice("buyer", "ordering.place_order"), Notice("seller", "ordering.confirm_order")
CHANGES = (Notice("buyer", "ordering.change_order"), Notice("seller", "ordering.change_order"))

NOTICES: Mapping[str, Sequence[Notice]] = {
    "order.placed": [APPROVAL_WANTED, TO_ANSWER],
    "order.approved": [TO_ANSWER, BUYS],
    "order.approval_refused": [BUYS],
    "order.confirmed": [BUYS],
    "order.short": [BUYS, Notice("seller", "ordering.confirm_order", "order.short_here")],
    "order.served": [BUYS, Notice("seller", "ordering.confirm_order", "order.served_here")],
    "order.repromised": [BUYS],
    "order.cancelled": [SELLS, BUYS],
    "order.cancellation_requested": [SELLS],
    "order.change_proposed": CHANGES,
    "order.change_accepted": CHANGES,
    "order.change_declined": CHANGES,
    "order.shipped": [
        Notice("buyer", "fulfilment.receive_shipment", leads="/shipments/{shipment}/receipt/"),
    ],
    "shipment.received": [SELLS],
    "shipment.lost": [BUYS],
    "invoice.issued": [Notice("buyer", "billing.report_payment", leads="/company/invoices/{invoice}/")],
    "payment.reported": [
        Notice("seller", "billing.claim_payment"),
        Notice("operator", "billing.claim_payment", leads="/operator/payments/?q={payment}"),
    ],
    "payment.received": [Notice("buyer", "billing.report_payment")],
    "payment.refused": [Notice("buyer", "billing.report_payment")],
    "order.message_sent": [
        Notice("buyer", "ordering.send_message"),
        Notice("seller", "ordering.send_message"),
    ],
}
#: What news keeps of its event's data; the rest is the order's.
KEPT = ("text", "shipment", "tracking_number", "invoice", "due_on", "payment", "reference")

#: Events whose lines are told in words: their goods are named in the language of whoever reads the news.
OF_GOODS = ("order.short", "order.served", "order.repromised")


def tell(actor: Actor, event: EventRow) -> None:
    """Tell the people an event concerns, except those of the house it came from."""
    order = parties_of(actor, event.subject_id)
    if order is None:
        return
    data = kept(event, order)
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
            notice.news or event.kind,
            data,
            write,
            link=(notice.leads or ORDER[door]).format(**data),
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
    if event.kind in ("order.approved", "order.approval_refused", "order.short", "order.served"):
        return True
    return event.organisation_id != house


def kept(event: EventRow, order: Parties) -> dict[str, Any]:
    """What the news of an event keeps, as it is: it is put into words when it is read."""
    return {
        "number": order.number,
        "buyer": order.buyer_name,
        "buyer_names": order.buyer_names,
        "seller": order.seller_name,
        "seller_names": order.seller_names,
        "total": str(order.total),
        "currency": order.currency,
        "who": event.person_name,
        "why": event.why,
        "amount": event.data.get("amount") or event.data.get("total") or "",
        "goods": kept_goods(event.data.get("lines") or []) if event.kind in OF_GOODS else [],
    } | {name: event.data.get(name) or "" for name in KEPT}
