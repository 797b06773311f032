"""Says of an order's line what it waits for, as the rule of sharing asks."""

from decimal import Decimal

from dinghuo.inventory.rules.sharing import Waiting
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.states import URGENT


def waiting_for(order: Order, line: OrderLine, quantity: Decimal, by_hand: Decimal | None = None) -> Waiting:
    """So much of it, in base units: by urgency, by when it was ordered, in the packs in which it was ordered."""
    urgent = order.kind in URGENT
    return Waiting(
        line.id, line.variant_id, line.buyer_id, quantity, order.placed_at, urgent, line.factor, by_hand
    )
