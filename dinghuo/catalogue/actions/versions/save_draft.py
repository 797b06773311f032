"""Keeps what a seller has written of a product so far."""

from dinghuo.catalogue.models import ProductVersion
from dinghuo.catalogue.permissions import SUBMIT_PRODUCT
from dinghuo.catalogue.rules.rows import DocumentRow, OfferRow, PackRow, ProductRow, VariantRow
from dinghuo.catalogue.states import VersionState
from dinghuo.catalogue.steps.check_draft import check_draft
from dinghuo.catalogue.steps.check_looks import check_looks
from dinghuo.catalogue.steps.write_version import write_versions
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.queries.own import own_organisation_id

__all__ = ["DocumentRow", "OfferRow", "PackRow", "ProductRow", "VariantRow", "save_draft"]


def save_draft(actor: Actor, product: ProductRow) -> ProductVersion:
    """Keep the product as a draft, with whatever is still missing or wrong; a version that waited is a draft again.

    Raises Invalid only for what couldn't be kept: no code, no name, no category.
    """
    require(actor, SUBMIT_PRODUCT)
    with acting(actor):
        faults = Faults()
        check_draft(product, faults)
        check_looks(actor, [product], faults)
        faults.raise_any()
        [version] = write_versions(actor, own_organisation_id(actor), [product], VersionState.DRAFT)
        return version
