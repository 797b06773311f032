"""A membership: a person who may act for an organisation, with roles and single grants."""

from django.db import models

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import AmountField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.organisations.models.organisation import Department, Organisation
from dinghuo.organisations.models.person import Person
from dinghuo.organisations.models.role import Role
from dinghuo.organisations.states import MembershipStatus


class Membership(MarketRow):
    """A person in an organisation. The main member (主账号) is who signs in with the company's name."""

    isolation = by_market(gate=True)

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships", db_index=False)
    department = models.ForeignKey(
        Department, models.SET_NULL, null=True, blank=True, related_name="memberships", db_index=False
    )
    status = models.CharField(max_length=10, default=MembershipStatus.ACTIVE.value)
    is_main = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "person", "organisation"], name="membership_once"),
            models.UniqueConstraint(
                fields=["market_id", "organisation"],
                condition=models.Q(is_main=True),
                name="membership_one_main",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=[word.value for word in MembershipStatus]),
                name="membership_status",
            ),
        ]
        indexes = [models.Index(fields=["market_id", "organisation"], name="membership_by_organisation")]


class MembershipRole(MarketRow):
    """A role that a member holds."""

    isolation = by_market()

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="held_roles", db_index=False)
    role = models.ForeignKey(Role, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "membership", "role"], name="membership_role_once")
        ]


class MembershipGrant(MarketRow):
    """A permission given to one member beside the roles'; its limit stands in for the roles' limit."""

    isolation = by_market()

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="own_grants", db_index=False)
    permission = models.CharField(max_length=60)
    limit = AmountField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "membership", "permission"], name="membership_grant_once"
            ),
            models.CheckConstraint(
                condition=models.Q(limit__isnull=True) | models.Q(limit__gte=0),
                name="membership_grant_limit",
            ),
        ]
