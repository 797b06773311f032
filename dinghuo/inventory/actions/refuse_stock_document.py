"""Doesn't agree to a document of stock that waits."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.approve_stock_document import WAITING
from dinghuo.inventory.events import StockDocumentRefused
from dinghuo.inventory.models import StockDocument
from dinghuo.inventory.permissions import APPROVE_STOCK
from dinghuo.inventory.states import StockDocumentState
from dinghuo.inventory.steps.announce_document import announce_document
from dinghuo.inventory.steps.decide_document import decide_document
from dinghuo.inventory.steps.lock_stock_document import lock_stock_document


def refuse_stock_document(actor: Actor, number: str, why: str) -> StockDocument:
    """Send it back with a reason: it may be mended and submitted again."""
    require(actor, APPROVE_STOCK)
    with acting(actor):
        faults = Faults()
        if not why.strip():
            faults.add("why", "required", _("Say why, so that it can be mended."))
        faults.raise_any()
        document, _lines = lock_stock_document(actor, number, WAITING)
        decide_document(actor, document, why)
        document.state = StockDocumentState.REFUSED.value
        announce_document(actor, document, StockDocumentRefused, why)
        document.save()
        return document
