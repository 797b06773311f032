"""Writes how often products have been ordered, for lists that put what sells before what doesn't."""

from collections.abc import Mapping
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, send

SET_SOLD = beside(__file__)


def set_sold(actor: Actor, orders: Mapping[UUID, int]) -> None:
    """Write the number of orders of each of these products, and none for all others. Only rows that differ are written:
    each of them is a new row in every index."""
    send(
        SET_SOLD,
        {"market": actor.market_id, "products": list(orders), "orders": list(orders.values())},
    )
