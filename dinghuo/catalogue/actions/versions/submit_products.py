"""Asks the operator to show products as their seller describes them: one, or a sheet of thousands."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.errors import NothingChanged
from dinghuo.catalogue.permissions import SUBMIT_PRODUCT
from dinghuo.catalogue.rules.rows import ProductRow
from dinghuo.catalogue.steps.check_kits import Beside
from dinghuo.catalogue.steps.check_looks import check_looks
from dinghuo.catalogue.steps.check_own import check_own, check_own_offers
from dinghuo.catalogue.steps.check_products import check_products
from dinghuo.catalogue.steps.fill_attributes import fill_attributes
from dinghuo.catalogue.steps.submit_rows import submit_rows
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.tenancy import acting


def submit_products(actor: Actor, products: Sequence[ProductRow]) -> list[UUID]:
    """Submit the products: buyers see no difference until each is approved. Returns the ids of the versions; a product
    that is as buyers see it already is left out.

    A constant number of statements. Raises Invalid with every fault (paths like products.0.variants.1.sku), NotAllowed
    for products of others, NothingChanged where there is nothing to look at.
    """
    require(actor, SUBMIT_PRODUCT)
    with acting(actor):
        faults = Faults()
        check_products(actor, products, faults, beside=Beside(waiting=True))
        check_own_offers(actor, products, faults)
        check_looks(actor, products, faults)
        rows = fill_attributes(actor, products, faults)
        faults.raise_any()
        check_own(actor, [row.code for row in rows], SUBMIT_PRODUCT)
        versions = submit_rows(actor, rows)
        if not versions:
            raise NothingChanged(_("Buyers see it like this already."))
        return [each.id for each in versions]
