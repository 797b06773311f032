"""What happened to an article's balances."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.inventory.models import Movement
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.stock_lines import visible_stock


@dataclass(frozen=True, slots=True)
class MovementLine:
    """One movement, in base units."""

    id: UUID
    at: datetime
    kind: str
    on_hand_delta: Decimal
    reserved_delta: Decimal
    picked_delta: Decimal
    warehouse: str
    lot: str
    document_kind: str
    document_number: str
    person_name: str
    why: str


def movements(
    actor: Actor, sku: str, owner_id: UUID | None = None, after: str | None = None, limit: int | None = None
) -> Page[MovementLine]:
    """The movements of an article that the actor may see, newest first. One statement."""
    require(actor, SEE_STOCK)
    size = bounded(limit)
    stock = visible_stock(actor, owner_id).filter(variant__sku=sku)
    rows = Movement.objects.filter(market_id=actor.market_id, stock__in=stock)
    cursor = decode_cursor(after, UUID)
    if cursor:
        rows = rows.filter(id__lt=cursor[0])
    found = rows.order_by("-id").values_list(
        "id",
        "at",
        "kind",
        "on_hand_delta",
        "reserved_delta",
        "picked_delta",
        "stock__warehouse__key",
        "stock__lot",
        "document_kind",
        "document_number",
        "person_name",
        "why",
    )[: size + 1]
    return cut([MovementLine(*row) for row in found], size, lambda line: (line.id,))
