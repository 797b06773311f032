"""Records an event: the row and the job that reacts to it, in the caller's transaction."""

import json
from collections.abc import Sequence
from functools import partial

from django.db import transaction

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.events import Event
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.notes import current
from dinghuo.foundation.rows import insert_rows, new_row
from dinghuo.foundation.statements import send

REACT = "dinghuo.reactions.jobs.react"
QUEUE = "reactions"

# The function behind procrastinate's own `defer`, called without building a task for each job.
DEFER = """
SELECT procrastinate_defer_jobs_v1(array_agg(
    ROW(%(queue)s, %(task)s, 0, NULL, NULL, job, NULL)::procrastinate_job_to_defer_v1))
FROM jsonb_array_elements(%(jobs)s::jsonb) AS job
"""

#: The kinds that have a reaction; the reactions app, which stands above everything, puts them in at start-up.
kinds_with_reactions: set[str] = set()


def record(actor: Actor, event: Event, why: str = "") -> EventRow:
    """Write the event and, if anything follows from it, its job. Both commit with the caller's work or not at all."""
    return record_all(actor, [event], why)[0]


def record_all(actor: Actor, events: Sequence[Event], why: str = "") -> list[EventRow]:
    """Write several events in two statements, however many they are."""
    rows = [_row(actor, event, why) for event in events]
    insert_rows(rows)
    jobs = [
        {"market_id": str(row.market_id), "event_id": str(row.id)}
        for row in rows
        if row.kind in kinds_with_reactions
    ]
    if jobs:
        send(DEFER, {"task": REACT, "queue": QUEUE, "jobs": json.dumps(jobs)})
    notes = current.get()
    if notes is not None:
        # What is rolled back, as a dry run is, hasn't happened.
        told = [(row.kind, row.subject_number) for row in rows]
        transaction.on_commit(partial(notes.add_events, told), robust=True)
    return rows


def _row(actor: Actor, event: Event, why: str) -> EventRow:
    own = [actor.organisation_id] if actor.organisation_id else []
    return new_row(
        EventRow,
        {
            "market_id": actor.market_id,
            "kind": event.kind,
            "subject_kind": event.subject_kind,
            "subject_id": event.subject_id,
            "subject_number": event.subject_number,
            "parties": list(dict.fromkeys([*event.parties, *own])),
            "organisation_id": actor.organisation_id,
            "organisation_name": actor.organisation_name,
            "person_id": actor.person_id,
            "person_name": actor.person_name,
            "why": why,
            "data": dict(event.data),
        },
    )
