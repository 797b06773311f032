"""Asks the operator to show products as their seller describes them: one, or a sheet of thousands."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.errors import NothingChanged
from dinghuo.catalogue.events import VersionSubmitted
from dinghuo.catalogue.models import ProductVersion
from dinghuo.catalogue.permissions import SUBMIT_PRODUCT
from dinghuo.catalogue.queries.described import described
from dinghuo.catalogue.rules.content import content_of, differences
from dinghuo.catalogue.rules.rows import ProductRow
from dinghuo.catalogue.states import VersionState
from dinghuo.catalogue.steps.check_own import check_own, check_own_offers
from dinghuo.catalogue.steps.check_products import check_products
from dinghuo.catalogue.steps.fill_attributes import fill_attributes
from dinghuo.catalogue.steps.write_version import write_versions
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record_all
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.queries.own import own_organisation_id


def submit_products(actor: Actor, products: Sequence[ProductRow]) -> list[UUID]:
    """Submit the products: buyers see no difference until each is approved. Returns the ids of the versions; a product
    that is as buyers see it already is left out.

    A constant number of statements. Raises Invalid with every fault (paths like products.0.variants.1.sku), NotAllowed
    for products of others, NothingChanged where there is nothing to look at.
    """
    require(actor, SUBMIT_PRODUCT)
    with acting(actor):
        seller_id = own_organisation_id(actor)
        faults = Faults()
        check_products(actor, products, faults)
        check_own_offers(actor, products, faults)
        rows = fill_attributes(actor, products, faults)
        faults.raise_any()
        codes = [row.code for row in rows]
        check_own(actor, codes, SUBMIT_PRODUCT)
        before = {code: content_of(row) for code, row in described(actor, codes, seller_id).items()}
        new = [row for row in rows if differences(before.get(row.code), content_of(row))]
        if not new:
            raise NothingChanged(_("Buyers see it like this already."))
        versions = write_versions(actor, seller_id, new, VersionState.SUBMITTED, before)
        record_all(actor, [_submitted(each) for each in versions])
        return [each.id for each in versions]


def _submitted(version: ProductVersion) -> VersionSubmitted:
    data = {"name": version.name, "number": version.number, "is_new": version.before is None}
    return VersionSubmitted(version.id, version.code, [version.seller_id], data)
