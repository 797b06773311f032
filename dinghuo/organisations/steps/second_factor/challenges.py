"""Gives out what a device is to sign, and takes each back once."""

import secrets
from datetime import timedelta
from uuid import UUID

from dinghuo.foundation.clock import now
from dinghuo.organisations.models import Challenge
from dinghuo.organisations.rules.limits import CHALLENGE_SECONDS
from dinghuo.organisations.rules.secrets import hash_of


def new_challenge(market_id: UUID) -> bytes:
    """256 random bits, good once within five minutes, in this market (or at the GATE)."""
    challenge = secrets.token_bytes(32)
    Challenge.objects.create(
        market_id=market_id,
        challenge_hash=hash_of(challenge.hex()),
        expires_at=now() + timedelta(seconds=CHALLENGE_SECONDS),
    )
    return challenge


def use_challenge(market_id: UUID, challenge: bytes) -> bool:
    """Use a challenge up; True if it was ours and still good. Of two answers to one, one wins."""
    rows = Challenge.objects.filter(
        market_id=market_id, challenge_hash=hash_of(challenge.hex()), expires_at__gt=now()
    )
    gone, _counts = rows.delete()
    return bool(gone)
