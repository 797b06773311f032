"""Finds who comes with an API key: the beginning of every call of the API."""

from dataclasses import replace
from datetime import timedelta

from django.db.models import Q

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.models import ApiKey
from dinghuo.integration.rules.api_tokens import read_token
from dinghuo.organisations.queries.actors import actor_for_membership
from dinghuo.organisations.rules.secrets import hash_of

#: When a key was last used is known to this much, so that a busy key isn't written by every call.
USED_AGAIN_AFTER = timedelta(minutes=5)


def actor_for_key(token: str) -> Actor | None:
    """The member whose rights the key has; None if the key, or the member, is unknown, revoked or suspended.

    Opens its own context: nobody is known yet. Two statements (and a third, at most every five minutes).
    """
    read = read_token(token)
    if read is None:
        return None
    market_id, secret = read
    with acting(Actor.system(market_id)):
        found = (
            ApiKey.objects.filter(market_id=market_id, secret_hash=hash_of(secret), revoked_at=None)
            .values_list("id", "membership_id", "last_used_at")
            .first()
        )
        if found is None:
            return None
        key_id, membership_id, last_used_at = found
        try:
            actor = actor_for_membership(membership_id)
        except NotFound:
            return None
        at = now()
        if last_used_at is None or at - last_used_at > USED_AGAIN_AFTER:
            rows = ApiKey.objects.filter(market_id=market_id, id=key_id)
            # Of the calls that come at the same moment one writes.
            rows.filter(Q(last_used_at=None) | Q(last_used_at__lt=at - USED_AGAIN_AFTER)).update(
                last_used_at=at
            )
    return replace(actor, key_id=key_id)
