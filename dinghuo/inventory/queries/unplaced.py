"""What lies in warehouses with bins, and in none of them."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.stock_lines import StockLine, read_lines, stock_in_hands

#: More than somebody puts away in a round.
MOST = 100


def unplaced(actor: Actor) -> list[StockLine]:
    """What lies in the actor's warehouses without a bin, others' goods as well, what came in last first. One
    statement."""
    require(actor, SEE_STOCK)
    rows = stock_in_hands(actor).filter(
        warehouse__has_bins=True, warehouse__is_active=True, bin="", on_hand__gt=0
    )
    return read_lines(actor, rows.order_by("-received_at", "id")[:MOST])
