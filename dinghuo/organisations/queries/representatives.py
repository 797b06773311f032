"""Who looks after a buyer, and in which house."""

from uuid import UUID

from dinghuo.organisations.models import Customer, Membership, Person
from dinghuo.organisations.states import MembershipStatus


def representatives_of(market_id: UUID, buyer_id: UUID) -> list[tuple[Person, UUID]]:
    """The people who look after the buyer in some storefront, each with an organisation for which it acts. One
    statement."""
    looking = Customer.objects.filter(market_id=market_id, buyer_id=buyer_id, representative__isnull=False)
    rows = Membership.objects.filter(
        market_id=market_id,
        person_id__in=looking.values("representative_id"),
        status=MembershipStatus.ACTIVE,
        person__is_active=True,
    ).exclude(organisation_id=buyer_id)
    houses: dict[UUID, tuple[Person, UUID]] = {}
    for row in rows.select_related("person").order_by("id"):
        houses.setdefault(row.person_id, (row.person, row.organisation_id))
    return list(houses.values())
