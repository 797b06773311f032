"""Opens a session for a person who has proven who they are."""

from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from dinghuo.foundation.record import record
from dinghuo.organisations.errors import NoEntry
from dinghuo.organisations.events import SignedIn
from dinghuo.organisations.models import Membership, Person, Session
from dinghuo.organisations.queries.actors import actor_for_membership
from dinghuo.organisations.states import MembershipStatus, OpenedBy, OrganisationStatus
from dinghuo.organisations.steps.open_session import open_session


def enter_market(
    person: Person, membership_id: UUID | None, ip: str, user_agent: str, opened_by: OpenedBy
) -> str:
    """Sign a person in, as the member given or as the one they were last; returns the cookie. Raises NoEntry.

    `opened_by` is what the person has proven itself with."""
    last_used = Session.objects.filter(
        market_id=OuterRef("market_id"), person_id=OuterRef("person_id"), membership_id=OuterRef("id")
    ).order_by("-seen_at")
    rows = Membership.objects.filter(
        market_id=person.market_id,
        person=person,
        status=MembershipStatus.ACTIVE,
        organisation__status=OrganisationStatus.ACTIVE,
    )
    if membership_id is not None:
        rows = rows.filter(id=membership_id)
    latest = Subquery(last_used.values("seen_at")[:1])
    membership = rows.order_by(latest.desc(nulls_last=True), "-is_main", "id").first()
    if membership is None:
        raise NoEntry(
            _("Your company can't sign in at the moment. Ask the operator, or your company's administrator.")
        )
    cookie = open_session(membership, ip, user_agent, opened_by)
    record(
        actor_for_membership(membership.id),
        SignedIn(person.id, person.name, data={"ip": ip, "opened_by": opened_by}),
    )
    return cookie
