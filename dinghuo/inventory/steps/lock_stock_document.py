"""Finds a document of stock and locks it, so that whoever changes it is alone with it."""

from collections.abc import Container

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.inventory.errors import StockDocumentClosed
from dinghuo.inventory.models import StockDocument, StockDocumentLine
from dinghuo.inventory.states import StockDocumentState

OPEN = frozenset({StockDocumentState.DRAFT.value, StockDocumentState.REFUSED.value})


def lock_stock_document(
    actor: Actor, number: str, states: Container[str] = OPEN
) -> tuple[StockDocument, list[StockDocumentLine]]:
    """The document with its lines by position, locked until the transaction ends.

    Raises NotFound for somebody else's, StockDocumentClosed where it isn't in one of the states.
    """
    documents = StockDocument.objects.select_for_update(of=("self",)).select_related("warehouse", "target")
    rows = documents.filter(market_id=actor.market_id, number=number)
    if actor.scope != "market":
        rows = rows.filter(owner_id=actor.organisation_id)
    document = rows.first()
    if document is None:
        raise NotFound(number)
    if document.state not in states:
        raise StockDocumentClosed(_("%(number)s can't be changed in this way any more.") % {"number": number})
    lines = StockDocumentLine.objects.filter(market_id=actor.market_id, document=document)
    return document, list(lines.select_related("variant__product").order_by("position"))
