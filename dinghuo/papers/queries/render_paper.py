"""Renders the papers of an order as one PDF."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.utils import translation

from dinghuo.billing.models import Invoice
from dinghuo.billing.queries.invoices import invoices_of
from dinghuo.catalogue.queries.wording import own_codes
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.fulfilment.models import Shipment
from dinghuo.fulfilment.queries.shipments import shipments_of
from dinghuo.ordering.models import Order
from dinghuo.ordering.queries.order import order as find_order
from dinghuo.papers.queries.delivery_note import delivery_note
from dinghuo.papers.queries.invoice_sheet import invoice_sheet
from dinghuo.papers.queries.paper import House, house
from dinghuo.papers.queries.purchase_order import purchase_order
from dinghuo.papers.queries.typeset import typeset
from dinghuo.papers.rules.sheet import Sheet
from dinghuo.promotions.queries.discounts_of import OrderDiscount, by_promotion, discounts_of

KINDS = ("purchase-order", "delivery-note", "invoice")
Document = TypeVar("Document", Shipment, Invoice)


def render_paper(actor: Actor, kind: str, order_number: str, document_number: str | None = None) -> bytes:
    """The PDF of an order's purchase order, delivery notes or invoices, in the actor's language.

    All of the order's shipments (or invoices) follow each other, each from a page of its own;
    `document_number` picks one. Raises NotAllowed, and NotFound where the actor has no part in it, or there
    is no such paper (yet).
    """
    with translation.override(actor.language):
        style = house(actor)
        sheets, at = _sheets(actor, kind, order_number, document_number, style)
        if not sheets:
            raise NotFound(f"{kind} of {order_number}")
        return typeset(sheets, style.name, style.accent, style.language, at)


def _sheets(
    actor: Actor, kind: str, order_number: str, document_number: str | None, style: House
) -> tuple[Sequence[Sheet], datetime]:
    order = find_order(actor, order_number)
    # Only who may see the buyer's own codes prints them.
    own = own_codes(actor, order.buyer_id, [line.variant_id for line in order.lines.all()])
    if kind == "purchase-order":
        return [purchase_order(order, style, own, _discounts(actor, order))], order.placed_at
    if kind == "delivery-note":
        shipments = _chosen(shipments_of(actor, order.id), document_number)
        return [delivery_note(one, style, own) for one in shipments], max(
            (one.shipped_at for one in shipments), default=order.placed_at
        )
    if kind == "invoice":
        invoices = _chosen(invoices_of(actor, order.id), document_number)
        given = _discounts(actor, order)
        return [invoice_sheet(one, style, own, given) for one in invoices], max(
            (one.issued_at for one in invoices), default=order.placed_at
        )
    raise NotFound(kind)


def _discounts(actor: Actor, order: Order) -> Sequence[OrderDiscount]:
    found = discounts_of(actor, [order.id] if order.discount else [])
    return by_promotion(found, [line.id for line in order.lines.all()])


def _chosen(documents: Sequence[Document], number: str | None) -> list[Document]:
    return [document for document in documents if number in (None, document.number)]
