"""Counts tries at the gate, so that passwords and codes can't be guessed."""

from uuid import UUID

from django.db import models

from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market

#: The market of what happens before a market is known. It has no row in Market.
GATE = UUID(int=0)


class SignInAttempt(MarketRow):
    """How often one subject (hashed: an address, a login, a phone) tried one thing in one window of time.

    The rows belong to the GATE: whoever tries a login in several markets is counted once.
    """

    isolation = by_market()

    kind = models.CharField(max_length=20)
    subject_hash = models.CharField(max_length=64)
    began_at = models.DateTimeField(help_text="When the window of time began.")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "kind", "subject_hash", "began_at"], name="sign_in_attempt_window"
            )
        ]
        indexes = [models.Index(fields=["market_id", "began_at"], name="sign_in_attempt_age")]
