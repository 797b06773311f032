"""Proves the book of stock: balances are the sums of their movements, and what is reserved is what lines hold."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.permissions import SEE_STOCK

DIFFERENCES = beside(__file__)


@dataclass(frozen=True, slots=True)
class Difference:
    """A balance that doesn't agree with its movements, the lines' holds or what lies ready for them, in base units."""

    stock_id: UUID
    on_hand: Decimal
    moved_on_hand: Decimal
    reserved: Decimal
    moved_reserved: Decimal
    held: Decimal
    ready: Decimal
    moved_ready: Decimal


def differences(actor: Actor) -> list[Difference]:
    """The balances that don't agree, at most a thousand; empty when the book is right. One's own, or the market's."""
    require(actor, SEE_STOCK)
    owner = None if actor.scope == "market" else actor.organisation_id
    return [Difference(*row) for row in fetch(DIFFERENCES, {"market": actor.market_id, "owner": owner})]
