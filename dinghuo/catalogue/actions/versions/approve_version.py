"""Shows buyers a product as its seller describes it."""

from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.errors import ProductOfOthers
from dinghuo.catalogue.events import VersionApproved
from dinghuo.catalogue.permissions import REVIEW_PRODUCT
from dinghuo.catalogue.queries.described import described, with_kits
from dinghuo.catalogue.rules.content import content_of, row_of_content, with_what_came_in
from dinghuo.catalogue.states import ProductState, VersionState
from dinghuo.catalogue.steps.check_own import of_others
from dinghuo.catalogue.steps.check_products import check_products
from dinghuo.catalogue.steps.decide_version import decide_version
from dinghuo.catalogue.steps.fill_attributes import fill_attributes
from dinghuo.catalogue.steps.write_products import write_products
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting


def approve_version(actor: Actor, version_id: UUID) -> None:
    """Approve the version that waits: from now on buyers see the product like this, and it is on sale.

    Raises NotFound, VersionDecided if it doesn't wait any more, ProductOfOthers, and Invalid where it has
    become wrong since it was submitted - a category gone, a template changed.
    """
    require(actor, REVIEW_PRODUCT)
    with acting(actor):
        version = decide_version(actor, version_id, VersionState.APPROVED)
        if of_others(actor, [version.code], version.seller_id):
            told = _("Others sell product %s by now: it isn’t this seller’s to describe any more.")
            raise ProductOfOthers(told % version.code)
        row = replace(row_of_content(version.content), state=ProductState.PUBLISHED)
        faults = Faults()
        check_products(actor, [row], faults)
        [row] = fill_attributes(actor, [row], faults)
        faults.raise_any()
        rows = with_kits(actor, described(actor, [version.code], version.seller_id))
        live = rows.get(version.code)
        row = with_what_came_in(row, live, version.before)
        version.before = content_of(live) if live else None
        version.save()
        write_products(actor, [row])
        data = {"seller": str(version.seller_id), "name": version.name, "number": version.number}
        record(actor, VersionApproved(version.id, version.code, [version.seller_id], data))
