"""Gives a member their roles."""

from collections.abc import Sequence
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import MembershipRolesSet
from dinghuo.organisations.models import Membership, MembershipRole
from dinghuo.organisations.queries.people import managed_membership
from dinghuo.organisations.steps.keep_administrator import lock_members, refuse_none_left
from dinghuo.organisations.steps.make_member import roles_for


def set_membership_roles(actor: Actor, membership_id: UUID, roles: Sequence[str]) -> Membership:
    """Let a member hold exactly these roles (keys). Raises NotFound, LastAdministrator, and Invalid for a role that
    opens a door the organisation hasn't."""
    require(actor, "organisations.set_membership_roles")
    with acting(actor):
        membership = managed_membership(actor, membership_id)
        had = lock_members(actor.market_id, membership.organisation_id)
        faults = Faults()
        wanted = roles_for(faults, membership.organisation, roles)
        faults.raise_any()
        held = MembershipRole.objects.filter(market_id=actor.market_id, membership_id=membership_id)
        before = sorted(held.values_list("role__key", flat=True))
        after = sorted(role.key for role in wanted)
        if before == after:
            return membership
        held.exclude(role__in=wanted).delete()
        MembershipRole.objects.bulk_create(
            [
                MembershipRole(market_id=actor.market_id, membership_id=membership_id, role=role)
                for role in wanted
            ],
            ignore_conflicts=True,
        )
        if had:
            refuse_none_left(membership.organisation_id)
        record(
            actor,
            MembershipRolesSet(
                membership_id,
                membership.person.name,
                [membership.organisation_id],
                {"from": before, "to": after},
            ),
        )
        return managed_membership(actor, membership_id)
