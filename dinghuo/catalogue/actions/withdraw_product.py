"""Takes a product out of buyers' sight."""

from dinghuo.catalogue.events import ProductWithdrawn
from dinghuo.catalogue.permissions import WITHDRAW_PRODUCT
from dinghuo.catalogue.states import ProductState
from dinghuo.catalogue.steps.lock_product import lock_product
from dinghuo.catalogue.steps.refresh_listings import refresh_listings
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting


def withdraw_product(actor: Actor, code: str, why: str = "") -> None:
    """Withdraw the product with this code; open orders for it stay. Withdrawn already: nothing happens.

    Raises NotFound.
    """
    require(actor, WITHDRAW_PRODUCT)
    with acting(actor):
        product = lock_product(actor, code, WITHDRAW_PRODUCT)
        if product.state == ProductState.WITHDRAWN.value:
            return
        product.state = ProductState.WITHDRAWN.value
        product.save(update_fields=["state"])
        refresh_listings(actor, [product.id])
        record(actor, ProductWithdrawn(product.id, product.code), why)
