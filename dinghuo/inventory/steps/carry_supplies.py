"""Counts what is on its way of an article as another's that turned out to be the same."""

from collections.abc import Collection
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.models import IncomingSupply
from dinghuo.inventory.states import IncomingState


def carry_supplies(
    actor: Actor, source_id: UUID, target_id: UUID, staying: Collection[tuple[UUID, str]] = ()
) -> int:
    """Move what nobody has been promised of the open supplies; returns of how many. What is promised comes under the
    article that it was promised as, with the same name and day. `staying`: owner and name of supplies that follow a
    purchase, and come as they were bought. Three statements at most; the caller has locked stock, if any."""
    rows = IncomingSupply.objects.select_for_update(of=("self",)).filter(
        market_id=actor.market_id, variant_id=source_id, state=IncomingState.OPEN.value
    )
    moved, new = [], []
    for row in rows.order_by("id"):
        free = row.quantity - row.received - row.promised
        if free <= 0 or (row.owner_id, row.reference) in staying:
            continue
        if free == row.quantity:
            row.variant_id = target_id
        else:
            row.quantity -= free
            if not row.promised:
                row.state = IncomingState.RECEIVED.value
            new.append(_rest(row, target_id, free))
        moved.append(row)
    IncomingSupply.objects.bulk_update(moved, ["variant", "quantity", "state"])
    IncomingSupply.objects.bulk_create(new)
    return len(moved)


def _rest(row: IncomingSupply, target_id: UUID, quantity: Decimal) -> IncomingSupply:
    return IncomingSupply(
        market_id=row.market_id,
        owner_id=row.owner_id,
        warehouse_id=row.warehouse_id,
        variant_id=target_id,
        reference=row.reference,
        expected=row.expected,
        quantity=quantity,
        presale=row.presale,
        made_by_name=row.made_by_name,
        made_at=row.made_at,
    )
