"""Reads a person's news, put into words for them as they read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.paging import Page
from dinghuo.organisations.queries.notifications import notifications
from dinghuo.reactions.words import write


@dataclass(frozen=True)
class News:
    """One piece of news in the active language."""

    id: UUID
    title: str
    body: str
    created_at: datetime
    read_at: datetime | None


def news(
    actor: Actor, unread_only: bool = False, after: str | None = None, limit: int | None = None
) -> Page[News]:
    """The actor's own news in the organisation it acts for, latest first. Raises NotAllowed."""
    return notifications(actor, unread_only, after, limit).map(lambda rows: [_told(row) for row in rows])


def _told(row: Any) -> News:
    # Rows from before kinds were kept hold their sentences.
    title, body = write(row.kind, row.data) if row.kind else (row.title, row.body)
    return News(row.id, title, body, row.created_at, row.read_at)
