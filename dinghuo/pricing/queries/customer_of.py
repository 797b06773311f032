"""Finds a customer of whose prices somebody may ask."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.queries.organisations import find_organisation
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.pricing.queries.price_lists import visible_lists


def customer_of(actor: Actor, code: str) -> Organisation:
    """The company with this code, if the actor sees it anyhow, or keeps a list for it. Raises NotFound. At most four
    statements."""
    require(actor, SEE_PRICE_LISTS)
    try:
        return find_organisation(actor, code)
    except NotFound:
        rows = visible_lists(actor).filter(buyer__code=code.replace("\0", "")).select_related("buyer")
        found = rows.first()
        if found is None or found.buyer is None:
            raise
        return found.buyer
