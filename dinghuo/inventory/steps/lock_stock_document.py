"""Finds a document of stock and locks it, so that whoever changes it is alone with it."""

from collections.abc import Container

from django.db.models import Q
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.inventory.errors import OthersHands, StockDocumentClosed
from dinghuo.inventory.models import StockDocument, StockDocumentLine
from dinghuo.inventory.states import StockDocumentState

OPEN = frozenset({StockDocumentState.DRAFT.value, StockDocumentState.REFUSED.value})


def lock_stock_document(
    actor: Actor, number: str, states: Container[str] = OPEN
) -> tuple[StockDocument, list[StockDocumentLine]]:
    """The document with its lines by position, locked until the transaction ends.

    Raises NotFound for somebody else's, StockDocumentClosed where it isn't in one of the states, OthersHands where the
    goods lie with the other of its two houses.
    """
    documents = StockDocument.objects.select_for_update(of=("self",)).select_related("warehouse", "target")
    rows = documents.filter(market_id=actor.market_id, number=number)
    if actor.scope != "market":
        rows = rows.filter(Q(owner_id=actor.organisation_id) | Q(keeper_id=actor.organisation_id))
    document = rows.first()
    if document is None:
        raise NotFound(number)
    if document.state not in states:
        raise StockDocumentClosed(_("%(number)s can't be changed in this way any more.") % {"number": number})
    _refuse_others_hands(actor, document)
    lines = StockDocumentLine.objects.filter(market_id=actor.market_id, document=document)
    return document, list(lines.select_related("variant__product").order_by("position"))


def _refuse_others_hands(actor: Actor, document: StockDocument) -> None:
    """Who sends goods works on a transfer until it has left, then who receives them."""
    place = document.target if document.state == StockDocumentState.SENT else document.warehouse
    if actor.scope != "market" and place is not None and place.owner_id != actor.organisation_id:
        raise OthersHands(
            _("The goods of %(number)s lie with another house. Its people do this.")
            % {"number": document.number}
        )
