"""Gives up a document of stock that hasn't moved anything."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import StockDocumentCancelled
from dinghuo.inventory.models import StockDocument
from dinghuo.inventory.permissions import OF_KIND
from dinghuo.inventory.states import StockDocumentKind, StockDocumentState
from dinghuo.inventory.steps.announce_document import announce_document
from dinghuo.inventory.steps.lock_stock_document import OPEN, lock_stock_document

UNMOVED = OPEN | {StockDocumentState.WAITING.value}


def cancel_stock_document(actor: Actor, number: str, why: str = "") -> StockDocument:
    """Cancel a draft, or what waits or was refused. Raises StockDocumentClosed for what has moved stock."""
    with acting(actor):
        document, _lines = lock_stock_document(actor, number, UNMOVED)
        require(actor, OF_KIND[StockDocumentKind(document.kind)])
        document.state = StockDocumentState.CANCELLED.value
        announce_document(actor, document, StockDocumentCancelled, why)
        document.save()
        return document
