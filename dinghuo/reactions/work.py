"""What the program itself does after an event."""

from uuid import UUID

from dinghuo.billing.actions.issue_invoice import issue_invoice
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow


def invoice_what_was_accepted(actor: Actor, event: EventRow) -> None:
    """Invoice the accepted goods of a receipt."""
    issue_invoice(actor, UUID(event.data["receipt_id"]))
