"""Makes a product, or changes one, with its variants and units."""

from uuid import UUID

from dinghuo.catalogue.events import ProductSaved
from dinghuo.catalogue.permissions import SAVE_PRODUCT
from dinghuo.catalogue.rules.rows import ProductRow
from dinghuo.catalogue.steps.check_own import check_own, check_own_offers
from dinghuo.catalogue.steps.check_products import check_products
from dinghuo.catalogue.steps.fill_attributes import fill_attributes
from dinghuo.catalogue.steps.write_products import write_products
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting


def save_product(actor: Actor, product: ProductRow) -> UUID:
    """Save the product with this code; variants that it had and the row doesn't become inactive. Returns its id.

    Raises Invalid with every fault (paths like products.0.variants.1.sku). A seller saves what it alone offers
    (check_own.py); of anything else NotAllowed.
    """
    require(actor, SAVE_PRODUCT)
    with acting(actor):
        faults = Faults()
        check_products(actor, [product], faults)
        check_own_offers(actor, [product], faults)
        [product] = fill_attributes(actor, [product], faults)
        faults.raise_any()
        check_own(actor, [product.code])
        product_id = write_products(actor, [product])[product.code]
        record(actor, ProductSaved(product_id, product.code, data={"variants": len(product.variants)}))
        return product_id
