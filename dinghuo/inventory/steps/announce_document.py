"""Announces what happened to a document of stock."""

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.record import record
from dinghuo.inventory.events import StockDocumentEvent
from dinghuo.inventory.models import StockDocument


def announce_document(
    actor: Actor, document: StockDocument, event: type[StockDocumentEvent], why: str = ""
) -> None:
    """Record the event; its owner may know, and who keeps the goods."""
    parties = [each for each in (document.owner_id, document.keeper_id) if each is not None]
    data = {"kind": document.kind, "warehouse": document.warehouse.key}
    record(actor, event(document.id, document.number, parties, data), why)
