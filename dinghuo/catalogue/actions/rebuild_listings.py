"""Writes all listings of a market anew: after an upgrade that finds goods by more than the one before it did."""

from uuid import UUID

from dinghuo.catalogue.models import Product
from dinghuo.catalogue.permissions import LOAD_PRODUCTS, SAVE_PRODUCT
from dinghuo.catalogue.steps.refresh_listings import refresh_listings
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting

#: Products whose rows are locked at a time: who saves one meanwhile waits for no more than a second or two.
CHUNK = 500


def rebuild_listings(actor: Actor, after: UUID | None = None) -> tuple[int, UUID | None]:
    """Write the listings of the next products, in the order of their ids. Returns how many, and the last of them, after
    which to go on; None when all are done. May run at any time, also twice at once."""
    require(actor, LOAD_PRODUCTS)
    require(actor, SAVE_PRODUCT)
    with acting(actor):
        rows = Product.objects.filter(market_id=actor.market_id)
        if after:
            rows = rows.filter(id__gt=after)
        ids = list(rows.order_by("id").values_list("id", flat=True)[:CHUNK])
        refresh_listings(actor, ids)
    return len(ids), ids[-1] if len(ids) == CHUNK else None
