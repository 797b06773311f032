"""Takes away what was asked of orders."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import OrderMinimumRemoved
from dinghuo.organisations.queries.own_minimums import own_minimums

REMOVE = "organisations.remove_order_minimum"


def remove_order_minimum(actor: Actor, minimum_id: UUID) -> None:
    """Ask nothing more of these orders than the next agreement does. Raises NotFound for one that isn't the actor's."""
    require(actor, REMOVE)
    with acting(actor):
        row = own_minimums(actor).select_for_update(of=("self",)).filter(id=minimum_id).first()
        if row is None:
            raise NotFound(f"order minimum {minimum_id}")
        told = {
            "seller": row.seller.code if row.seller else "",
            "buyer": row.buyer.code if row.buyer else "",
            "storefront": row.storefront.key if row.storefront else "",
        }
        parties = [each for each in (row.seller_id, row.buyer_id) if each]
        row.delete()
        record(actor, OrderMinimumRemoved(minimum_id, told["seller"] or told["storefront"], parties, told))
