"""Writes the paper of a correction that is booked at once."""

from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.document import Document
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.inventory.models import Stock, StockDocument, StockDocumentLine, Warehouse
from dinghuo.inventory.queries.unit_costs import unit_costs
from dinghuo.inventory.rules.losses import value_of
from dinghuo.inventory.states import SERIES, StockDocumentKind, StockDocumentState


def write_adjustment(
    actor: Actor, place: Warehouse, stock: Stock, change: Decimal, why: str
) -> tuple[Document, UUID]:
    """A posted adjustment (AD-) of one balance by `change`, in base units; the paper, and the id of its line. Moves
    nothing."""
    kind, at = StockDocumentKind.ADJUSTMENT, now()
    costs = unit_costs(actor, place.owner_id, [stock.variant_id])
    document = StockDocument.objects.create(
        market_id=actor.market_id,
        kind=kind.value,
        number=draw_numbers(actor.market_id, SERIES[kind])[0],
        state=StockDocumentState.POSTED.value,
        owner_id=place.owner_id,
        warehouse=place,
        why=why.strip()[:200],
        value=value_of([(stock.variant_id, change)], costs),
        made_by_id=actor.person_id,
        made_by_name=actor.person_name,
        submitted_by_id=actor.person_id,
        submitted_by_name=actor.person_name,
        submitted_at=at,
        posted_at=at,
    )
    line = StockDocumentLine.objects.create(
        market_id=actor.market_id,
        document=document,
        owner_id=place.owner_id,
        position=1,
        variant_id=stock.variant_id,
        lot=stock.lot,
        expires=stock.expires,
        quantity=change,
    )
    return Document(kind.value, document.id, document.number), line.id
