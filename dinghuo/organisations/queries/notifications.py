"""Finds the news for a person."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.organisations.models import Notification
from dinghuo.organisations.queries.own import own_organisation_id, own_person_id


def notifications(
    actor: Actor, unread_only: bool = False, after: str | None = None, limit: int | None = None
) -> Page[Notification]:
    """The actor's own news in the organisation it acts for, latest first."""
    require(actor, "organisations.mark_notifications_read")
    rows = Notification.objects.filter(
        market_id=actor.market_id, person_id=own_person_id(actor), organisation_id=own_organisation_id(actor)
    )
    if unread_only:
        rows = rows.filter(read_at=None)
    if cursor := decode_cursor(after, UUID):
        rows = rows.filter(id__lt=cursor[0])
    size = bounded(limit)
    return cut(list(rows.order_by("-id")[: size + 1]), size, lambda row: (row.id,))


def notification(actor: Actor, notification_id: UUID) -> Notification:
    """One of the actor's own news. Raises NotFound."""
    require(actor, "organisations.mark_notifications_read")
    found = Notification.objects.filter(
        market_id=actor.market_id, person_id=own_person_id(actor), id=notification_id
    ).first()
    if found is None:
        raise NotFound(f"notification {notification_id}")
    return found
