"""Holds goods for a cart at the checkout, or lets go of them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.rows import insert_rows
from dinghuo.inventory.models import CartHold
from dinghuo.inventory.rules.wants import Taken


def drop_cart_holds(actor: Actor, cart_id: UUID) -> None:
    """Free what the cart holds. One statement. The caller has locked the cart."""
    CartHold.objects.filter(market_id=actor.market_id, cart_id=cart_id).delete()


def write_cart_holds(
    actor: Actor, cart_id: UUID, buyer_id: UUID, taken: Iterable[Taken], expires_at: datetime
) -> None:
    """Hold for the cart what its lines have taken of balances that the caller has locked; it holds nothing before.

    One statement, none for nothing.
    """
    sums: dict[UUID, CartHold] = {}
    for part in taken:
        row = sums.setdefault(
            part.stock_id,
            CartHold(
                market_id=actor.market_id,
                cart_id=cart_id,
                buyer_id=buyer_id,
                stock_id=part.stock_id,
                quantity=0,
                expires_at=expires_at,
            ),
        )
        row.quantity += part.quantity
    if sums:
        insert_rows(list(sums.values()))
