"""Writes opening balances of stock, many at once."""

from collections.abc import Sequence

from dinghuo.foundation.actor import Actor
from dinghuo.integration.rules.new_goods import NewStock
from dinghuo.integration.steps.write_rows import write_rows
from dinghuo.inventory.models import Movement, Stock
from dinghuo.inventory.states import MovementKind


def write_stock(actor: Actor, balances: Sequence[NewStock], why: str) -> None:
    """Write balances, each with the count it comes from."""
    market = {"market_id": actor.market_id}
    write_rows(
        Stock,
        (
            {
                **market,
                "id": balance.id,
                "warehouse_id": balance.warehouse_id,
                "variant_id": balance.variant_id,
                "owner_id": balance.owner_id,
                "lot": balance.lot,
                "expires": balance.expires,
                "on_hand": balance.on_hand,
            }
            for balance in balances
        ),
    )
    write_rows(
        Movement,
        (
            {
                **market,
                "stock_id": balance.id,
                "kind": MovementKind.COUNTED.value,
                "on_hand_delta": balance.on_hand,
                "person_name": actor.person_name,
                "at": balance.at,
                "why": why,
            }
            for balance in balances
            if balance.on_hand
        ),
    )
