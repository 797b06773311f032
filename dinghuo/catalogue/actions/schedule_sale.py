"""Says from when until when a product is on sale."""

from datetime import datetime

from dinghuo.catalogue.events import SaleScheduled
from dinghuo.catalogue.permissions import SCHEDULE_SALE
from dinghuo.catalogue.steps.check_times import check_times, told_times
from dinghuo.catalogue.steps.lock_product import lock_product
from dinghuo.catalogue.steps.refresh_listings import refresh_listings
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting


def schedule_sale(actor: Actor, code: str, starts_at: datetime | None, ends_at: datetime | None) -> None:
    """Put the product with this code on sale from `starts_at` until before `ends_at`; without them always.

    It is asked when goods are read, so that no job can be late. Whether it is published is another matter. Raises
    NotFound, NotAllowed where it isn't the actor's, or Invalid.
    """
    require(actor, SCHEDULE_SALE)
    with acting(actor):
        product = lock_product(actor, code, SCHEDULE_SALE)
        faults = Faults()
        check_times(faults, starts_at, ends_at)
        faults.raise_any()
        if (product.sale_starts_at, product.sale_ends_at) == (starts_at, ends_at):
            return
        product.sale_starts_at, product.sale_ends_at = starts_at, ends_at
        product.save(update_fields=["sale_starts_at", "sale_ends_at"])
        refresh_listings(actor, [product.id])
        record(actor, SaleScheduled(product.id, product.code, data=told_times(starts_at, ends_at)))
