"""What of an owner's goods lies with a keeper now."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.inventory.models import Consignment, Stock
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.stock_lines import ORDER, StockLine, read_lines

#: More than one page shows; the statement has all of them.
MOST = 500


def consigned_stock(actor: Actor, agreement: Consignment) -> list[StockLine]:
    """The balances that aren't empty, by code and lot; both parties read the same. One statement. The caller has found
    the agreement as the actor."""
    require(actor, SEE_STOCK)
    rows = Stock.objects.filter(
        market_id=actor.market_id,
        owner_id=agreement.owner_id,
        warehouse_id=agreement.warehouse_id,
        on_hand__gt=0,
    )
    return read_lines(actor, rows.order_by(*ORDER)[:MOST])
