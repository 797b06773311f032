"""Suspends a member, or lets them in again."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import MembershipStatusSet
from dinghuo.organisations.models import Membership
from dinghuo.organisations.queries.people import managed_membership
from dinghuo.organisations.states import MembershipStatus
from dinghuo.organisations.steps.keep_administrator import lock_members, refuse_none_left


def set_membership_status(actor: Actor, membership_id: UUID, status: str, why: str = "") -> Membership:
    """Suspend a member or lift that; a suspended member has no actor, so sessions end with it at once.

    Raises NotFound and LastAdministrator.
    """
    require(actor, "organisations.set_membership_status")
    with acting(actor):
        membership = managed_membership(actor, membership_id)
        had = lock_members(actor.market_id, membership.organisation_id)
        membership.refresh_from_db(fields=["status"])
        before, after = MembershipStatus(membership.status), MembershipStatus(status)
        if before == after:
            return membership
        membership.status = after
        membership.save(update_fields=["status"])
        if had:
            refuse_none_left(membership.organisation_id)
        record(
            actor,
            MembershipStatusSet(
                membership_id,
                membership.person.name,
                [membership.organisation_id],
                {"from": before, "to": after},
            ),
            why,
        )
    return membership
