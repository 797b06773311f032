"""What the program itself does after an event."""

from uuid import UUID

from dinghuo.billing.actions.issue_invoice import issue_invoice
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.models import EventRow
from dinghuo.inventory.queries.stock_documents import stock_document
from dinghuo.inventory.states import StockDocumentKind
from dinghuo.ordering.actions.serve_waiting import serve_waiting
from dinghuo.ordering.queries.freed_goods import freed_goods
from dinghuo.procurement.actions.follow_purchase import follow_purchase


def invoice_what_was_accepted(actor: Actor, event: EventRow) -> None:
    """Invoice the accepted goods of a receipt."""
    issue_invoice(actor, UUID(event.data["receipt_id"]))


def serve_who_waits(actor: Actor, event: EventRow) -> None:
    """Give what a document has brought into stock to the orders that wait for it."""
    page = stock_document(actor, event.subject_number)
    document = Document(page.document.kind, page.document.id, page.document.number)
    receiver = page.document.owner_id
    if page.document.kind == StockDocumentKind.TAKING and page.document.keeper_id is not None:
        # What a keeper takes over is its own from then on.
        receiver = page.document.keeper_id
    serve_waiting(actor, receiver, {line.variant_id for line in page.lines}, document)


def serve_who_waits_for_merged(actor: Actor, event: EventRow) -> None:
    """Give what was carried over from an article that turned out to be the same to who waits for the one that stays."""
    document = Document("merge", event.subject_id, event.subject_number)
    for seller_id in sorted(set(event.parties)):
        serve_waiting(actor, seller_id, {UUID(event.data["kept_id"])}, document)


def serve_who_waits_for_freed(actor: Actor, event: EventRow) -> None:
    """Give what an order has set free to the orders that wait for it, before somebody new gets it."""
    freed = freed_goods(actor, event.subject_id, changed=event.kind == "order.change_accepted")
    if freed is not None:
        document = Document("order", event.subject_id, event.subject_number)
        serve_waiting(actor, freed.seller_id, freed.variant_ids, document)


def follow_what_was_bought(actor: Actor, event: EventRow) -> None:
    """What a house has ordered by a proposal is on its way: as much of it, and for the day, as its order says now."""
    number = event.data["order"] if event.kind == "proposal.ordered" else event.subject_number
    follow_purchase(actor, str(number))
