"""Notes with what a session that is open has proven itself."""

from uuid import UUID

from dinghuo.organisations.models import Person, Session
from dinghuo.organisations.states import OpenedBy


def mark_session(person: Person, session_id: UUID | None, opened_by: OpenedBy) -> None:
    """Let the person's session count as opened with this; nothing happens without one (a program's call)."""
    if session_id is not None:
        rows = Session.objects.filter(market_id=person.market_id, person=person, id=session_id)
        rows.update(opened_by=opened_by)
