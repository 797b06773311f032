"""Asks the operator to show other pictures and documents of a product."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.errors import NothingChanged
from dinghuo.catalogue.permissions import SUBMIT_PRODUCT
from dinghuo.catalogue.queries.own_description import own_description
from dinghuo.catalogue.rules.rows import DocumentRow
from dinghuo.catalogue.steps.check_looks import check_looks
from dinghuo.catalogue.steps.check_own import check_own
from dinghuo.catalogue.steps.check_products import check_products
from dinghuo.catalogue.steps.fill_attributes import fill_attributes
from dinghuo.catalogue.steps.submit_rows import submit_rows
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.tenancy import acting

__all__ = ["DocumentRow", "Looks", "submit_looks"]


@dataclass(frozen=True, slots=True)
class Looks:
    """All pictures of a product in their order, with what is to be seen on them by file and language; all documents."""

    images: Sequence[str]
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    documents: Sequence[DocumentRow] = ()


def submit_looks(actor: Actor, code: str, looks: Looks) -> UUID:
    """Submit a version with these pictures and documents and no others; what else the house has written of the product
    and not submitted yet goes with it. Pictures of single variants stay. Returns the id of the version.

    Raises NotFound for a product that isn't the house's, Invalid, NotAllowed, NothingChanged.
    """
    require(actor, SUBMIT_PRODUCT)
    with acting(actor):
        before = own_description(actor, code)
        of_variants = {each.image for each in before.variants}
        texts = {file: told for file, told in before.texts.items() if file in of_variants}
        row = replace(
            before,
            images=list(dict.fromkeys(looks.images)),
            texts=texts | dict(looks.texts),
            documents=list(looks.documents),
            adds_pictures=False,
        )
        faults = Faults()
        check_looks(actor, [row], faults)
        check_products(actor, [row], faults)
        [row] = fill_attributes(actor, [row], faults)
        faults.raise_any()
        check_own(actor, [code], SUBMIT_PRODUCT)
        versions = submit_rows(actor, [row])
        if not versions:
            raise NothingChanged(_("Buyers see it like this already."))
        return versions[0].id
