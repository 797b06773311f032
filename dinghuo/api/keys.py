"""Finds who acts by the key in the Authorization header."""

from django.http import HttpRequest
from django.utils import translation
from ninja.security import HttpBearer

from dinghuo.api.limits import count_address, count_call, count_failure
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.network import client_address
from dinghuo.integration.queries.actor_for_key import actor_for_key


class Key(HttpBearer):
    """`Authorization: Bearer <key>`; made in the console, for one organisation and one person's grants."""

    def __call__(self, request: HttpRequest) -> Actor | None:
        """The actor, or None. Raises TooManyRequests for either."""
        address = client_address(request.META)
        count_address(address)
        actor: Actor | None = super().__call__(request)
        if actor is None:
            count_failure(address)
        return actor

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor of a key, or None. The answer is in the person's language unless the caller asks for another."""
        actor = actor_for_key(token.strip())
        if actor is None:
            return None
        # lane.py tells it with the answer.
        request.calls_left = count_call(actor.key_id)  # type: ignore[attr-defined]  # ours, on Django's request
        if "Accept-Language" not in request.headers:
            translation.activate(actor.language)
        return actor
