"""The documents of stock, newest first, and one of them with its lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.inventory.models import StockDocument, StockDocumentLine
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.states import StockDocumentState


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One document with its lines, as its owner sees them, and who keeps the goods."""

    document: StockDocument
    lines: Sequence[StockDocumentLine]


def stock_documents(
    actor: Actor,
    kind: str = "",
    state: str = "",
    search: str = "",
    after: str | None = None,
    limit: int | None = None,
) -> Page[StockDocument]:
    """The actor's documents (the operator's people: everybody's), newest first, each with its number of lines.

    `search` is the beginning of a number, or a part of a partner's name or of their reference. One statement.
    """
    require(actor, SEE_STOCK)
    size = bounded(limit)
    rows = _mine(actor).annotate(line_count=Count("lines"))
    if kind:
        rows = rows.filter(kind=kind)
    if state:
        rows = rows.filter(state=state)
    text = search.replace("\0", "").strip()
    if text:
        rows = rows.filter(
            Q(number__startswith=text.upper()) | Q(partner__icontains=text) | Q(reference__icontains=text)
        )
    cursor = decode_cursor(after, UUID)
    if cursor:
        rows = rows.filter(id__lt=cursor[0])
    return cut(list(rows.order_by("-id")[: size + 1]), size, lambda row: (row.id,))


def stock_document(actor: Actor, number: str) -> DocumentPage:
    """One document with its lines by position. Raises NotFound for somebody else's. Two statements."""
    require(actor, SEE_STOCK)
    document = _mine(actor).filter(number=number).first()
    if document is None:
        raise NotFound(number)
    lines = StockDocumentLine.objects.filter(market_id=actor.market_id, document=document)
    return DocumentPage(document, list(lines.select_related("variant__product").order_by("position")))


def waiting_documents(actor: Actor) -> int:
    """How many documents wait for somebody's approval. One statement."""
    require(actor, SEE_STOCK)
    rows = _mine(actor).filter(state=StockDocumentState.WAITING.value)
    # Who keeps the goods agrees, not who owns them.
    return (
        rows if actor.scope == "market" else rows.filter(warehouse__owner_id=actor.organisation_id)
    ).count()


def _mine(actor: Actor) -> QuerySet[StockDocument]:
    rows = StockDocument.objects.filter(market_id=actor.market_id).select_related(
        "warehouse", "target", "owner", "keeper"
    )
    if actor.scope == "market":
        return rows
    return rows.filter(Q(owner_id=actor.organisation_id) | Q(keeper_id=actor.organisation_id))
