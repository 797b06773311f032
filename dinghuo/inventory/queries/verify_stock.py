"""Proves the stock: every balance is the sum of its movements, and what is reserved of it is what lines hold."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.permissions import SEE_STOCK

STATEMENT = beside(__file__)


@dataclass(frozen=True)
class StockFault:
    """A balance that differs; quantities in base units. `label` is its article, warehouse and lot."""

    stock_id: UUID
    label: str
    on_hand: Decimal
    reserved: Decimal
    moved_on_hand: Decimal
    moved_reserved: Decimal
    held: Decimal
    ready: Decimal
    moved_ready: Decimal


def verify_stock(actor: Actor) -> list[StockFault]:
    """Every balance of the market that differs from its movements or its lines; empty when they are right.

    Raises NotAllowed.
    """
    require(actor, SEE_STOCK)
    return [StockFault(*row) for row in fetch(STATEMENT, {"market": actor.market_id})]
