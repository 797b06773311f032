"""Who waits for an article of a seller, in the order in which they are served."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import F

from dinghuo.foundation.actor import Actor, require
from dinghuo.inventory.models import Promise
from dinghuo.ordering.models import OrderLine
from dinghuo.ordering.permissions import VIEW
from dinghuo.ordering.states import ENDED, URGENT

#: Enough to see who is served next.
MOST = 200


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A line with what it waits for and what of it a delivery has been promised, in base units."""

    line: OrderLine
    number: str
    buyer: str
    buyer_names: Mapping[str, str]
    is_urgent: bool
    promised_here: Decimal


def waiting_lines(
    actor: Actor, seller_id: UUID, variant_id: UUID, supply_id: UUID | None = None
) -> list[WaitingLine]:
    """Urgent orders first, then who ordered first; `promised_here`: of this delivery. Two statements."""
    require(actor, VIEW)
    rows = (
        OrderLine.objects.filter(
            market_id=actor.market_id, seller_id=seller_id, variant_id=variant_id, stocked=True
        )
        .exclude(order__state__in=ENDED)
        .filter(
            ordered__gt=F("refused") + F("cancelled_early") + F("cancelled_late") + F("shipped") + F("held")
        )
        .select_related("order", "buyer")
        .order_by("order__placed_at", "id")[:MOST]
    )
    lines = list(rows)
    here = _promised(actor, supply_id, [line.id for line in lines])
    found = [
        WaitingLine(
            line,
            line.order.number,
            line.buyer.name,
            line.buyer.names,
            line.order.kind in URGENT,
            here.get(line.id, Decimal(0)),
        )
        for line in lines
    ]
    return sorted(found, key=lambda each: not each.is_urgent)


def _promised(actor: Actor, supply_id: UUID | None, line_ids: list[UUID]) -> dict[UUID, Decimal]:
    if supply_id is None or not line_ids:
        return {}
    rows = Promise.objects.filter(market_id=actor.market_id, supply_id=supply_id, line_id__in=line_ids)
    return dict(rows.values_list("line_id", "quantity"))
