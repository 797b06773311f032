"""Proves the book of stock, and tells the operator where it is wrong."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import StockDiffers
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.verify_stock import StockFault, verify_stock
from dinghuo.organisations.queries.organisations import operator_of

#: Named in the news; the page has all of them.
NAMED = 3


def check_stock(actor: Actor) -> list[StockFault]:
    """Every balance of the market that isn't the sum of its movements and of what lines hold; announced if any.
    Two statements where the book is right."""
    require(actor, SEE_STOCK)
    with acting(actor):
        found = verify_stock(actor)
        if found:
            named = ", ".join(fault.label for fault in found[:NAMED])
            data = {"count": len(found), "text": named + (" …" if len(found) > NAMED else "")}
            parties = [operator_of(actor.market_id).id]
            record(actor, StockDiffers(actor.market_id, parties=parties, data=data))
        return found
