"""Finds a product to be changed, and makes others who would change it wait."""

from dinghuo.catalogue.models import Product
from dinghuo.catalogue.steps.check_own import check_own
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound


def lock_product(actor: Actor, code: str, permission: str) -> Product:
    """The product with this code, locked. Raises NotFound, or NotAllowed where it isn't the actor's to change."""
    rows = Product.objects.filter(market_id=actor.market_id, code=code.replace("\0", ""))
    product = rows.select_for_update(no_key=True).first()
    if product is None:
        raise NotFound(code)
    check_own(actor, [code], permission)
    return product
