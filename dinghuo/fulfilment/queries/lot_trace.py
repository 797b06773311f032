"""Where a lot came from, where it lies, and to whom it went: what a recall has to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.fulfilment.models import ShipmentLine
from dinghuo.inventory.models import Lot, Movement
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.stock_lines import StockLine, read_lines, visible_stock
from dinghuo.inventory.states import MovementKind

OUT_AND_BACK = (MovementKind.SHIPPED.value, MovementKind.RETURNED.value)


@dataclass(frozen=True, slots=True)
class SentPart:
    """What of the lot a customer got by one shipment, in base units, less what came back."""

    shipment: str
    order: str
    buyer_id: UUID
    buyer: str
    buyer_names: dict[str, str]
    shipped_at: datetime
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class LotTrace:
    """A lot (`facts` is None for one from before lots were written down) with its balances and customers;
    `line` is any of its balances."""

    facts: Lot | None
    line: StockLine
    balances: Sequence[StockLine]
    arrived: Sequence[tuple[datetime, str, Decimal]]
    sent: Sequence[SentPart]


def lot_trace(actor: Actor, sku: str, lot: str, owner: str = "") -> LotTrace:
    """Everything about a lot of the actor's; who sees the whole market names its owner (a code) where several have one
    so called. Raises NotFound where there is none. Five statements."""
    require(actor, SEE_STOCK)
    stock = visible_stock(actor).filter(variant__sku=sku, lot=lot)
    if owner:
        stock = stock.filter(owner__code=owner)
    balances = read_lines(actor, stock.order_by("owner_id", "warehouse__priority", "id"))
    balances = [line for line in balances if line.owner_id == balances[0].owner_id]
    if not balances or not lot:
        raise NotFound(lot)
    ids = [line.stock_id for line in balances]
    market = {"market_id": actor.market_id}
    moved = Movement.objects.filter(**market, stock_id__in=ids)
    arrived = moved.filter(kind__in=["received", "counted"], on_hand_delta__gt=0).order_by("id")
    net = dict(
        moved.filter(kind__in=OUT_AND_BACK)
        .values_list("line_id")
        .annotate(out=Sum("on_hand_delta"))
        .filter(out__lt=0)
    )
    facts = Lot.objects.filter(
        **market, owner_id=balances[0].owner_id, variant_id=balances[0].variant_id, lot=lot
    ).first()
    return LotTrace(
        facts,
        balances[0],
        [line for line in balances if line.on_hand],
        list(arrived.values_list("at", "document_number", "on_hand_delta")[:100]),
        _sent(actor, net, ids),
    )


def _sent(actor: Actor, net: dict[UUID, Decimal], stock_ids: Sequence[UUID]) -> list[SentPart]:
    """The shipments that carried it: the movement names the shipment, the shipment its customer."""
    parts = Movement.objects.filter(
        market_id=actor.market_id,
        stock_id__in=stock_ids,
        kind=MovementKind.SHIPPED.value,
        line_id__in=list(net),
    )
    shipped = {
        (shipment_id, line_id): -quantity
        for shipment_id, line_id, quantity in parts.values_list("document_id", "line_id").annotate(
            quantity=Sum("on_hand_delta")
        )
    }
    lines = ShipmentLine.objects.filter(
        market_id=actor.market_id, shipment_id__in={shipment_id for shipment_id, _line in shipped}
    ).select_related("shipment__buyer")
    found = [
        SentPart(
            line.shipment.number,
            line.shipment.order_number,
            line.shipment.buyer_id,
            line.shipment.buyer.name,
            line.shipment.buyer.names,
            line.shipment.shipped_at,
            shipped[line.shipment_id, line.order_line_id],
        )
        for line in lines
        if (line.shipment_id, line.order_line_id) in shipped
    ]
    return sorted(found, key=lambda part: part.shipped_at, reverse=True)
