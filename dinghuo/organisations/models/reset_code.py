"""A code sent to a phone or mailbox, to prove that somebody holds it: to reset a password, or to register."""

from django.db import models

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.organisations.states import CodePurpose


class ResetCode(MarketRow):
    """A code that was sent out. Only its hash is kept; it dies by use, by age and by wrong tries."""

    isolation = by_market()

    sent_to = models.CharField(max_length=254, help_text="An E.164 number or an e-mail address.")
    purpose = models.CharField(max_length=12)
    code_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=[word.value for word in CodePurpose]),
                name="reset_code_purpose",
            )
        ]
        indexes = [models.Index(fields=["market_id", "sent_to", "purpose", "-id"], name="reset_code_latest")]
