"""A session: one device on which a person is signed in."""

from django.db import models

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.organisations.models.membership import Membership
from dinghuo.organisations.models.person import Person
from dinghuo.organisations.states import OpenedBy


class Session(MarketRow):
    """A device that is signed in. The cookie holds the secret, the row only its hash."""

    isolation = by_market()

    person = models.ForeignKey(Person, models.CASCADE, related_name="sessions", db_index=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+", db_index=False)
    secret_hash = models.CharField(max_length=64)
    ip = models.CharField(max_length=45, blank=True)
    user_agent = models.CharField(max_length=300, blank=True)
    opened_by = models.CharField(max_length=10, default=OpenedBy.PASSWORD, db_default=OpenedBy.PASSWORD)
    created_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(default=now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "secret_hash"], name="session_secret"),
            models.CheckConstraint(
                condition=models.Q(opened_by__in=[word.value for word in OpenedBy]), name="session_opened_by"
            ),
        ]
        indexes = [models.Index(fields=["market_id", "person", "-seen_at"], name="session_by_person")]
