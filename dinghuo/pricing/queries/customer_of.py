"""Finds a customer of whose prices somebody may ask."""

from dinghuo.foundation.actor import Actor, allows, require
from dinghuo.foundation.errors import NotFound
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.queries.organisations import find_organisation
from dinghuo.pricing.permissions import PRICE_FOR_CUSTOMER, SEE_PRICE_LISTS
from dinghuo.pricing.queries.price_lists import visible_lists


def customer_of(actor: Actor, code: str) -> Organisation:
    """The company with this code, if the actor sees it anyhow, or keeps a list for it. Raises NotFound, and NotAllowed
    for who neither keeps lists nor prices for customers. At most four statements."""
    if not allows(actor, PRICE_FOR_CUSTOMER):
        require(actor, SEE_PRICE_LISTS)
    try:
        return find_organisation(actor, code)
    except NotFound:
        if not allows(actor, SEE_PRICE_LISTS):
            raise
        rows = visible_lists(actor).filter(buyer__code=code.replace("\0", "")).select_related("buyer")
        found = rows.first()
        if found is None or found.buyer is None:
            raise
        return found.buyer
