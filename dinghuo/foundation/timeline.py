"""Reads what has happened to a document."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor


def timeline_of(actor: Actor, *subject_ids: UUID) -> list[EventRow]:
    """The events of one or several subjects that this actor may know, oldest first."""
    return list(EventRow.objects.filter(market_id=actor.market_id, subject_id__in=subject_ids).order_by("id"))


def latest_events(
    actor: Actor, kind: str = "", number: str = "", after: str | None = None, limit: int | None = None
) -> Page[EventRow]:
    """What this actor may know of what happened, latest first; narrowed to a kind, or to a document's number."""
    rows = EventRow.objects.filter(market_id=actor.market_id)
    if kind:
        rows = rows.filter(kind=kind)
    if number:
        rows = rows.filter(subject_number=number)
    if cursor := decode_cursor(after, UUID):
        rows = rows.filter(id__lt=cursor[0])
    size = bounded(limit)
    return cut(list(rows.order_by("-id")[: size + 1]), size, lambda row: (row.id,))
