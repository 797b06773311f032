"""Agrees to scrap or an adjustment that waits, and posts it."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import StockDocumentPosted
from dinghuo.inventory.models import StockDocument
from dinghuo.inventory.permissions import APPROVE_STOCK
from dinghuo.inventory.states import StockDocumentState
from dinghuo.inventory.steps.announce_document import announce_document
from dinghuo.inventory.steps.decide_document import decide_document
from dinghuo.inventory.steps.lock_stock_document import lock_stock_document
from dinghuo.inventory.steps.post_document import post_document

WAITING = frozenset({StockDocumentState.WAITING.value})


def approve_stock_document(actor: Actor, number: str, why: str = "") -> StockDocument:
    """Post it. Raises OwnStockDocument for who submitted it, NotAllowed above the actor's limit, what posting raises.

    A count is approved by fulfilment.approve_count, which tells the orders what is missing.
    """
    require(actor, APPROVE_STOCK)
    with acting(actor):
        document, lines = lock_stock_document(actor, number, WAITING)
        require(actor, APPROVE_STOCK, document.value)
        decide_document(actor, document, why)
        post_document(actor, document, lines)
        announce_document(actor, document, StockDocumentPosted, why)
        document.save()
        return document
