"""Finds a shipment and locks it together with its order, so that whoever changes it is alone with both."""

from dataclasses import dataclass

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.fulfilment.models import Shipment, ShipmentLine
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.steps.lock_order import lock_order


@dataclass(frozen=True)
class LockedShipment:
    """A shipment with its lines, its order and the order's lines, all locked until the transaction ends."""

    shipment: Shipment
    lines: list[ShipmentLine]
    order: Order
    order_lines: list[OrderLine]


def lock_shipment(actor: Actor, number: str) -> LockedShipment:
    """Lock the order first, as everybody does, then the shipment. Raises NotFound where the actor has no
    part.
    """
    order_id = (
        Shipment.objects.filter(market_id=actor.market_id, number=number)
        .values_list("order_id", flat=True)
        .first()
    )
    if order_id is None:
        raise NotFound(number)
    order, order_lines = lock_order(actor, order_id=order_id)
    shipment = Shipment.objects.select_for_update().get(market_id=actor.market_id, number=number)
    lines = list(
        ShipmentLine.objects.filter(market_id=actor.market_id, shipment=shipment)
        .select_related("order_line")
        .order_by("position")
    )
    return LockedShipment(shipment, lines, order, order_lines)
