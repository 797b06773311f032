"""Gives a member one permission beside their roles, or takes it back."""

from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import GrantSet
from dinghuo.organisations.models import Membership, MembershipGrant, RoleGrant
from dinghuo.organisations.queries.people import managed_membership
from dinghuo.organisations.steps.keep_administrator import lock_members, refuse_none_left


def set_grant(
    actor: Actor, membership_id: UUID, permission: str, limit: Decimal | None = None, given: bool = True
) -> Membership:
    """Let a member hold a permission up to a limit (market's currency, None for no limit), whatever their roles say.

    `given=False` takes the single grant back, so that the roles count again. Only a permission that a role for this
    kind of company carries can be given: nobody opens a door that the company hasn't. Raises NotFound and Invalid.
    """
    require(actor, "organisations.set_grant")
    with acting(actor):
        membership = managed_membership(actor, membership_id)
        had = lock_members(actor.market_id, membership.organisation_id)
        _check(membership, permission, limit, given)
        rows = MembershipGrant.objects.filter(
            market_id=actor.market_id, membership_id=membership_id, permission=permission
        )
        before = rows.first()
        if given:
            MembershipGrant.objects.update_or_create(
                market_id=actor.market_id,
                membership_id=membership_id,
                permission=permission,
                defaults={"limit": limit},
            )
        else:
            rows.delete()
        if had:
            refuse_none_left(membership.organisation_id)
        record(
            actor,
            GrantSet(
                membership_id,
                membership.person.name,
                [membership.organisation_id],
                {
                    "permission": permission,
                    "from": _told(before is not None, before.limit if before else None),
                    "to": _told(given, limit),
                },
            ),
        )
        return managed_membership(actor, membership_id)


def _check(membership: Membership, permission: str, limit: Decimal | None, given: bool) -> None:
    faults = Faults()
    fitting = RoleGrant.objects.filter(
        market_id=membership.market_id, permission=permission, role__door__in=membership.organisation.parts
    )
    if given and not fitting.exists():
        faults.add("permission", "unknown", _("Companies of this kind don't have this permission."))
    if limit is not None and limit < 0:
        faults.add("limit", "negative", _("A limit is zero or more."))
    faults.raise_any()


def _told(given: bool, limit: Decimal | None) -> str:
    return ("unlimited" if limit is None else str(limit)) if given else "none"
