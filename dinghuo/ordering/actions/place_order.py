"""Places what a buyer wants as one order per seller."""

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import DinghuoError
from dinghuo.ordering.actions.place_orders import LineRequest, OrderRequest, Placement, place_orders

__all__ = ["LineRequest", "OrderRequest", "Placement", "place_order"]


def place_order(actor: Actor, request: OrderRequest) -> Placement:
    """Place one request: all of it or nothing. Raises what `place_orders` answers a refused one with."""
    [outcome] = place_orders(actor, [request])
    if isinstance(outcome, DinghuoError):
        raise outcome
    return outcome
