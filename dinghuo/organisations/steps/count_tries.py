"""Counts tries at the gate, and says how long to wait when there were too many."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import ngettext

from dinghuo.foundation.clock import now
from dinghuo.foundation.ids import new_id
from dinghuo.organisations.errors import TooManyAttempts
from dinghuo.organisations.models import SignInAttempt
from dinghuo.organisations.models.sign_in_attempt import GATE
from dinghuo.organisations.rules.limits import Limit, minutes_to_wait
from dinghuo.organisations.rules.secrets import keyed_hash

Try = tuple[Limit, str]

# SQL, because counting and reading must be one statement: of many tries at once none may see the count of before.
COUNT = """
INSERT INTO organisations_signinattempt AS a (id, market_id, kind, subject_hash, began_at, count)
VALUES {rows}
ON CONFLICT (market_id, kind, subject_hash, began_at) DO UPDATE SET count = a.count + 1
RETURNING kind, count
"""


def count_tries(tries: Sequence[Try]) -> int:
    """Count one try of each kind; returns the seconds to wait, 0 if every limit is kept.

    Stands in the gate's own context, in a transaction that commits whatever becomes of the try.
    """
    at = now()
    # In one order for everybody, so that two requests that share limits never wait for each other.
    wanted = sorted({_key(limit, subject, at): limit for limit, subject in tries}.items())
    values: list[Any] = []
    for (kind, subject_hash, began_at), _limit in wanted:
        values += [new_id(), GATE, kind, subject_hash, began_at]
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(rows=", ".join(["(%s, %s, %s, %s, %s, 1)"] * len(wanted))), values)
        counts = dict(cursor.fetchall())
    waits = [
        (began_at + timedelta(seconds=limit.window_seconds) - at).total_seconds()
        for (kind, _hash, began_at), limit in wanted
        if counts[kind] > limit.most
    ]
    return math.ceil(max(waits, default=0))


def forget_tries(tries: Sequence[Try]) -> None:
    """Take back what `count_tries` counted for a subject that has proven itself."""
    at = now()
    for limit, subject in tries:
        kind, subject_hash, began_at = _key(limit, subject, at)
        SignInAttempt.objects.filter(
            market_id=GATE, kind=kind, subject_hash=subject_hash, began_at=began_at
        ).delete()


def too_many(wait_seconds: int) -> TooManyAttempts:
    """The refusal of somebody who has to wait."""
    minutes = minutes_to_wait(wait_seconds)
    message = ngettext(
        "Too many tries. Wait %(count)d minute, then try again.",
        "Too many tries. Wait %(count)d minutes, then try again.",
        minutes,
    )
    return TooManyAttempts(message % {"count": minutes}, instead={"wait_seconds": wait_seconds})


def _key(limit: Limit, subject: str, at: datetime) -> tuple[str, str, datetime]:
    began = int(at.timestamp()) // limit.window_seconds * limit.window_seconds
    return (
        limit.kind,
        keyed_hash(settings.SECRET_KEY, limit.kind, subject),
        datetime.fromtimestamp(began, UTC),
    )
