"""What a person proves itself with beside the password: an authenticator app, recovery codes, passkeys."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.organisations.models.person import Person


class Authenticator(MarketRow):
    """A person's authenticator app. `secret` is sealed with the installation's key; `last_step` is the last of its
    thirty-second steps whose code was taken, so that each code opens once."""

    isolation = by_market()

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    secret = models.CharField(max_length=200)
    last_step = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField(null=True, help_text="Empty until a first code was right.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market_id", "person"], name="authenticator_once")]


class RecoveryCode(MarketRow):
    """A code on paper that stands in for the app once; only its hash is kept."""

    isolation = by_market()

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "person", "code_hash"], name="recovery_code_once")
        ]


class Passkey(MarketRow):
    """A key that a device keeps for a person; the device asks for a finger, a face or a code before it signs.

    `credential` and `public_key` are base64url. `site` is the host it was made at: it works nowhere else.
    """

    isolation = by_market()

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    credential = models.CharField(max_length=1400)
    public_key = models.CharField(max_length=2000)
    sign_count = models.BigIntegerField(default=0)
    transports = ArrayField(models.CharField(max_length=20), default=list)
    site = models.CharField(max_length=253)
    name = models.CharField(max_length=60)
    created_at = models.DateTimeField(default=now)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market_id", "credential"], name="passkey_once")]
        indexes = [models.Index(fields=["market_id", "person"], name="passkey_by_person")]


class Challenge(MarketRow):
    """What a device was asked to sign; good once and for a few minutes. At sign-in it belongs to the GATE."""

    isolation = by_market()

    challenge_hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market_id", "challenge_hash"], name="challenge_once")]
        indexes = [models.Index(fields=["market_id", "expires_at"], name="challenge_age")]
