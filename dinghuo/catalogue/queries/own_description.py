"""A product as its seller works on it: the version that is open or was sent back, else what buyers see."""

from dinghuo.catalogue.permissions import SUBMIT_PRODUCT
from dinghuo.catalogue.queries.described import described
from dinghuo.catalogue.queries.versions import open_version, row_of_version
from dinghuo.catalogue.rules.rows import ProductRow
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.organisations.queries.own import own_organisation_id


def own_description(actor: Actor, code: str) -> ProductRow:
    """The product with this code as the actor's house works on it. Raises NotFound for what it doesn't offer.

    Seven statements at most.
    """
    require(actor, SUBMIT_PRODUCT)
    working = open_version(actor, code)
    row = (
        row_of_version(working) if working else described(actor, [code], own_organisation_id(actor)).get(code)
    )
    if row is None or not any(variant.offers for variant in row.variants):
        raise NotFound(code)
    return row
