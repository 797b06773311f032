"""What the program itself does after an event."""

from uuid import UUID

from dinghuo.billing.actions.issue_invoice import issue_invoice
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.models import EventRow
from dinghuo.inventory.queries.stock_documents import stock_document
from dinghuo.ordering.actions.serve_waiting import serve_waiting
from dinghuo.procurement.actions.follow_purchase import follow_purchase


def invoice_what_was_accepted(actor: Actor, event: EventRow) -> None:
    """Invoice the accepted goods of a receipt."""
    issue_invoice(actor, UUID(event.data["receipt_id"]))


def serve_who_waits(actor: Actor, event: EventRow) -> None:
    """Give what a document has brought into stock to the orders that wait for it."""
    page = stock_document(actor, event.subject_number)
    document = Document(page.document.kind, page.document.id, page.document.number)
    serve_waiting(actor, page.document.owner_id, {line.variant_id for line in page.lines}, document)


def follow_what_was_bought(actor: Actor, event: EventRow) -> None:
    """What a house has ordered by a proposal is on its way: as much of it, and for the day, as its order says now."""
    number = event.data["order"] if event.kind == "proposal.ordered" else event.subject_number
    follow_purchase(actor, str(number))
