"""Who takes part in an order: for notices about it, and for orders that were just made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.ordering.models import Order
from dinghuo.organisations.queries.known import known_organisations


@dataclass(frozen=True)
class Parties:
    """An order's number, parties and total; `seller_door` is where the seller's people work."""

    number: str
    buyer_id: UUID
    buyer_name: str
    buyer_names: Mapping[str, str]
    seller_id: UUID
    seller_name: str
    seller_names: Mapping[str, str]
    seller_door: str
    total: Decimal
    currency: str


def parties_of(actor: Actor, order_id: UUID) -> Parties | None:
    """The parties of an order; None where this actor has no part in it."""
    order = (
        Order.objects.filter(market_id=actor.market_id, id=order_id).select_related("buyer", "seller").first()
    )
    if order is None:
        return None
    return Parties(
        number=order.number,
        buyer_id=order.buyer_id,
        buyer_name=order.buyer.name,
        buyer_names=order.buyer.names,
        seller_id=order.seller_id,
        seller_name=order.seller.name,
        seller_names=order.seller.names,
        seller_door=_door(order.seller.parts),
        total=order.total,
        currency=order.currency,
    )


def with_parties(actor: Actor, orders: Sequence[Order]) -> Sequence[Order]:
    """The same orders, not read but just made, with their buyers and sellers loaded. One statement."""
    ids = {party for order in orders for party in (order.buyer_id, order.seller_id)}
    known = known_organisations(actor, ids)
    for order in orders:
        order.buyer, order.seller = known[order.buyer_id], known[order.seller_id]
    return orders


def _door(parts: list[str]) -> str:
    return next((f"/{part}" for part in ("supplier", "branch", "operator") if part in parts), "")
