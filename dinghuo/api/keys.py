"""Finds who acts by the key in the Authorization header."""

from django.http import HttpRequest
from django.utils import translation
from ninja.security import HttpBearer

from dinghuo.api.limits import count_call, count_failure
from dinghuo.foundation.actor import Actor
from dinghuo.integration.queries.actor_for_key import actor_for_key


class Key(HttpBearer):
    """`Authorization: Bearer <key>`; made in the console, for one organisation and one person's grants."""

    def __call__(self, request: HttpRequest) -> Actor | None:
        """The actor, or None. Raises TooManyRequests for either."""
        actor: Actor | None = super().__call__(request)
        if actor is None:
            count_failure(request.META.get("REMOTE_ADDR", ""))
        return actor

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor of a key, or None. The answer is in the person's language unless the caller asks for another."""
        actor = actor_for_key(token.strip())
        if actor is None:
            return None
        count_call(actor.key_id)
        if "Accept-Language" not in request.headers:
            translation.activate(actor.language)
        return actor
