"""A role: a named bundle of permissions that a market gives its members."""

from django.db import models

from dinghuo.foundation.fields import AmountField, TranslationsField, translated
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.organisations.states import Part


class Role(MarketRow):
    """A bundle of permissions. `door` is the part its holders act in: a buyer's role opens the storefront only."""

    isolation = by_market()

    key = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    names = TranslationsField()
    door = models.CharField(max_length=10)
    second_factor = models.BooleanField(
        default=False, db_default=False, help_text="Whoever holds it proves more than a password."
    )
    edited_at = models.DateTimeField(
        null=True, help_text="When its permissions were first chosen by hand; empty: it follows its preset."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "key"], name="role_key"),
            models.CheckConstraint(
                condition=models.Q(door__in=[word.value for word in Part]), name="role_door"
            ),
        ]

    def __str__(self) -> str:
        return translated(self.name, self.names)


class RoleGrant(MarketRow):
    """One permission of a role, up to a limit in the market's currency; no limit if empty."""

    isolation = by_market()

    role = models.ForeignKey(Role, models.CASCADE, related_name="grants", db_index=False)
    permission = models.CharField(max_length=60)
    limit = AmountField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "role", "permission"], name="role_grant_once"),
            models.CheckConstraint(
                condition=models.Q(limit__isnull=True) | models.Q(limit__gte=0), name="role_grant_limit"
            ),
        ]
