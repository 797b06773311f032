"""Finds who comes with an API key: the beginning of every call of the API."""

from dataclasses import replace
from datetime import timedelta

from django.db.models import Q

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.models import ApiKey
from dinghuo.integration.rules.api_tokens import read_token
from dinghuo.organisations.queries.actors import ACTOR, actor_of, one_actor
from dinghuo.organisations.rules.secrets import hash_of

#: When a key was last used is known to this much, so that a busy key isn't written by every call.
USED_AGAIN_AFTER = timedelta(minutes=5)


OF_KEY = ACTOR.format(
    columns=", key.id AS key_id, key.last_used_at",
    source="""integration_apikey key
  JOIN organisations_membership m ON m.market_id = key.market_id AND m.id = key.membership_id""",
    condition="key.market_id = %(market)s AND key.secret_hash = %(secret)s AND key.revoked_at IS NULL",
)


def actor_for_key(token: str) -> Actor | None:
    """The member whose rights the key has; None if the key, or the member, is unknown, revoked or suspended.

    Opens its own context: nobody is known yet. One statement (and another, at most every five minutes).
    """
    read = read_token(token)
    if read is None:
        return None
    market_id, secret = read
    with acting(Actor.system(market_id)):
        found = one_actor(OF_KEY, {"market": market_id, "secret": hash_of(secret)})
        if found is None:
            return None
        at = now()
        last_used_at = found["last_used_at"]
        if last_used_at is None or at - last_used_at > USED_AGAIN_AFTER:
            rows = ApiKey.objects.filter(market_id=market_id, id=found["key_id"])
            # Of the calls that come at the same moment one writes.
            rows.filter(Q(last_used_at=None) | Q(last_used_at__lt=at - USED_AGAIN_AFTER)).update(
                last_used_at=at
            )
    return replace(actor_of(found), key_id=found["key_id"])
