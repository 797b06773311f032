"""Lets a write be asked for twice and done once."""

import hashlib
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Refusal
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.json_text import json_text
from dinghuo.foundation.statements import beside, fetch, send
from dinghuo.foundation.tenancy import acting

Answer = tuple[int, Any]

CLAIM = beside(__file__, "claim_command")
KEEP = """
UPDATE foundation_command SET status = %(status)s, answer = %(answer)s::jsonb
WHERE market_id = %(market)s AND id = %(id)s
"""


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
        command_id, first_fingerprint, status, answer = _claim(actor, key, fingerprint)
        if first_fingerprint != fingerprint:
            raise KeyReused(_("This Idempotency-Key was used with another body."))
        if status is not None:
            return (status, answer), True
        status, answer = run()
        if status < 500:
            text = json_text(answer)
            send(KEEP, {"market": actor.market_id, "id": command_id, "status": status, "answer": text})
        return (status, answer), False


def _claim(actor: Actor, key: str, fingerprint: str) -> tuple[UUID, str, int | None, Any]:
    values = {
        "id": new_id(),
        "market": actor.market_id,
        "organisation": actor.organisation_id,
        "person": actor.person_id,
        "key": key,
        "fingerprint": fingerprint,
        "at": now(),
    }
    command_id, first_fingerprint, status, answer = fetch(CLAIM, values)[0]
    return command_id, first_fingerprint, status, None if answer is None else json.loads(answer)
