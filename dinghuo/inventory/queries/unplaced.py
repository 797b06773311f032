"""What lies in warehouses with bins, and in none of them."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.stock_lines import StockLine, read_lines, visible_stock

#: More than somebody puts away in a round.
MOST = 100


def unplaced(actor: Actor) -> list[StockLine]:
    """The actor's balances without a bin, what came in last first. One statement."""
    require(actor, SEE_STOCK)
    rows = visible_stock(actor).filter(
        warehouse__has_bins=True, warehouse__is_active=True, bin="", on_hand__gt=0
    )
    return read_lines(rows.order_by("-received_at", "id")[:MOST])
