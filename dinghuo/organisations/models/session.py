"""A session: one device on which a person is signed in."""

from django.db import models

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.organisations.models.membership import Membership
from dinghuo.organisations.models.person import Person


class Session(MarketRow):
    """A device that is signed in. The cookie holds the secret, the row only its hash."""

    isolation = by_market()

    person = models.ForeignKey(Person, models.CASCADE, related_name="sessions", db_index=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+", db_index=False)
    secret_hash = models.CharField(max_length=64)
    ip = models.CharField(max_length=45, blank=True)
    user_agent = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(default=now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market_id", "secret_hash"], name="session_secret")]
        indexes = [models.Index(fields=["market_id", "person", "-seen_at"], name="session_by_person")]
