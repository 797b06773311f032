"""Runs the reactions to an event, each with its effect once however often the job runs."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow, ReactionDone
from dinghuo.foundation.tenancy import acting

Reaction = Callable[[Actor, EventRow], None]


def react_once(market_id: UUID, event_id: UUID, table: Mapping[str, Sequence[Reaction]]) -> None:
    """Run what the table says for this event's kind.

    A reaction's effect and the note that it has had it commit together, so that a job run twice has one effect. One
    that fails doesn't keep the others from running; its error is raised at the end, so that the job is tried again.
    """
    actor = Actor.system(market_id)
    with acting(actor):
        event = EventRow.objects.get(market_id=market_id, id=event_id)
    failures = []
    for reaction in table.get(event.kind, ()):
        try:
            with acting(actor):
                if _claim(event, reaction.__name__):
                    reaction(actor, event)
        except Exception as error:
            failures.append(error)
    if failures:
        raise ExceptionGroup(f"reactions to {event.kind} {event.subject_number}", failures)


def _claim(event: EventRow, reaction: str) -> bool:
    # The unique constraint makes a second worker wait here until the first commits, and then do nothing.
    row = ReactionDone(market_id=event.market_id, event_id=event.id, reaction=reaction)
    ReactionDone.objects.bulk_create([row], ignore_conflicts=True)
    return ReactionDone.objects.filter(market_id=event.market_id, id=row.id).exists()
