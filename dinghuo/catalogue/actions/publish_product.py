"""Shows a product to buyers."""

from dinghuo.catalogue.events import ProductPublished
from dinghuo.catalogue.permissions import PUBLISH_PRODUCT
from dinghuo.catalogue.states import ProductState
from dinghuo.catalogue.steps.lock_product import lock_product
from dinghuo.catalogue.steps.refresh_listings import refresh_listings
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting


def publish_product(actor: Actor, code: str) -> None:
    """Publish the product with this code; its variants are listed as far as somebody offers them.

    Published already: nothing happens. Raises NotFound.
    """
    require(actor, PUBLISH_PRODUCT)
    with acting(actor):
        product = lock_product(actor, code, PUBLISH_PRODUCT)
        if product.state == ProductState.PUBLISHED.value:
            return
        product.state = ProductState.PUBLISHED.value
        product.save(update_fields=["state"])
        refresh_listings(actor, [product.id])
        record(actor, ProductPublished(product.id, product.code))
