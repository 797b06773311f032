"""What of balances is held for who is at the checkout."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.statements import fetch
from dinghuo.inventory.rules.cart_holds import HeldBy
from dinghuo.organisations.models import Storefront

# SQL: every order asks it, of all balances it may take from. As a list of parameters they made another statement for
# each number of balances, planned anew; as one array it is prepared once.
HELD = """
SELECT stock_id, buyer_id, sum(quantity) FROM inventory_carthold
WHERE market_id = %(market)s AND stock_id = ANY (%(stocks)s::uuid[]) AND expires_at > %(at)s
GROUP BY stock_id, buyer_id
"""


def holds_goods(actor: Actor) -> bool:
    """Whether a storefront of the market holds goods at the checkout at all. One statement."""
    return Storefront.objects.filter(market_id=actor.market_id, hold_minutes__gt=0).exists()


def cart_holds(actor: Actor, stock_ids: Collection[UUID]) -> Mapping[UUID, HeldBy]:
    """By balance and buyer, in base units; what has expired is held no longer, whether it is there or not. One
    statement. Who has locked the balances reads what holds until then."""
    rows = fetch(HELD, {"market": actor.market_id, "stocks": list(stock_ids), "at": now()})
    found: dict[UUID, dict[UUID, Decimal]] = {}
    for stock_id, buyer_id, quantity in rows:
        found.setdefault(stock_id, {})[buyer_id] = quantity
    return found
