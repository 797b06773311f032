"""Finds on which terms, and where, a buyer orders: read for every order that is placed."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.organisations.models import Customer
from dinghuo.organisations.states import OrganisationStatus


def customer_of(actor: Actor, buyer_id: UUID, storefront_id: UUID | None = None) -> Customer | None:
    """The buyer's terms in a storefront (None: where it became a customer first), with the storefront loaded.

    None where it is no active customer there.
    """
    rows = Customer.objects.filter(
        market_id=actor.market_id, buyer_id=buyer_id, buyer__status=OrganisationStatus.ACTIVE
    )
    if storefront_id is not None:
        rows = rows.filter(storefront_id=storefront_id)
    return rows.select_related("storefront").order_by("id").first()
