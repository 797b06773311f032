"""Lets a write be asked for twice and done once."""

import hashlib
from collections.abc import Callable
from typing import Any

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Refusal
from dinghuo.foundation.models import Command
from dinghuo.foundation.tenancy import acting

Answer = tuple[int, Any]


class KeyReused(Refusal):
    """The same Idempotency-Key came with another body."""

    type = "idempotency-key-reused"


def once(actor: Actor, key: str, body: bytes, run: Callable[[], Answer]) -> tuple[Answer, bool]:
    """Run a write under a key; asked again with the same body, give the first answer and True.

    `run` returns status and JSON answer, and answers refusals itself: an answer of 4xx is as final as one of 2xx. It
    must undo its own work when it refuses (actions do: each is a savepoint here). The command's row is written first
    and commits with the work, so a second request with the key waits for the first and then finds its answer.
    """
    fingerprint = hashlib.sha256(body).hexdigest()
    with acting(actor):
        row = _claim(actor, key, fingerprint)
        if row.fingerprint != fingerprint:
            raise KeyReused("This Idempotency-Key was used with another body.")
        if row.status is not None:
            return (row.status, row.answer), True
        status, answer = run()
        if status < 500:
            Command.objects.filter(market_id=actor.market_id, id=row.id).update(status=status, answer=answer)
        return (status, answer), False


def _claim(actor: Actor, key: str, fingerprint: str) -> Command:
    Command.objects.bulk_create(
        [
            Command(
                market_id=actor.market_id,
                organisation_id=actor.organisation_id,
                person_id=actor.person_id,
                key=key,
                fingerprint=fingerprint,
                at=now(),
            )
        ],
        ignore_conflicts=True,
    )
    return Command.objects.select_for_update().get(
        market_id=actor.market_id, organisation_id=actor.organisation_id, key=key
    )
