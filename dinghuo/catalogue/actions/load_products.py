"""Makes and changes thousands of products at once: imports and the demo."""

from collections.abc import Iterable
from itertools import islice
from uuid import UUID

from dinghuo.catalogue.events import ProductsLoaded
from dinghuo.catalogue.permissions import LOAD_PRODUCTS, SAVE_PRODUCT
from dinghuo.catalogue.rules.rows import ProductRow
from dinghuo.catalogue.steps.check_kits import Beside
from dinghuo.catalogue.steps.check_own import check_own, check_own_offers
from dinghuo.catalogue.steps.check_products import check_products
from dinghuo.catalogue.steps.fill_attributes import fill_attributes
from dinghuo.catalogue.steps.submit_rows import submit_rows
from dinghuo.catalogue.steps.write_products import write_products
from dinghuo.foundation.actor import Actor, allows, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting

#: Products that are in memory at a time.
CHUNK = 2000


def load_products(actor: Actor, products: Iterable[ProductRow]) -> dict[str, UUID]:
    """Save the products, in the form of save_product, all of them or none; returns their ids by code.
    Of who may not save products they are submitted, and none has an id yet.

    The statements are constant by CHUNK of products. Raises Invalid with every fault of the first chunk that has any.
    """
    require(actor, LOAD_PRODUCTS)
    # Whoever may not write one product by hand may not write a thousand by a sheet: the operator looks at them first.
    is_shown = allows(actor, SAVE_PRODUCT)
    loaded: dict[str, UUID] = {}
    rest = iter(products)
    with acting(actor):
        while rows := list(islice(rest, CHUNK)):
            faults = Faults()
            check_products(actor, rows, faults, beside=Beside(waiting=not is_shown))
            check_own_offers(actor, rows, faults)
            rows = fill_attributes(actor, rows, faults)
            faults.raise_any()
            check_own(actor, [row.code for row in rows], LOAD_PRODUCTS)
            if is_shown:
                loaded |= write_products(actor, rows)
            else:
                submit_rows(actor, rows)
        if is_shown:
            record(actor, ProductsLoaded(actor.market_id, data={"products": len(loaded)}))
        return loaded
