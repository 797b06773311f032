"""Puts news away that have been read."""

from collections.abc import Collection
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Notification
from dinghuo.organisations.queries.own import own_organisation_id, own_person_id


def mark_notifications_read(actor: Actor, notification_ids: Collection[UUID] | None = None) -> int:
    """Mark some of the actor's own news as read (default: all, in the organisation it acts for); returns how many."""
    require(actor, "organisations.mark_notifications_read")
    with acting(actor):
        rows = Notification.objects.filter(
            market_id=actor.market_id,
            person_id=own_person_id(actor),
            organisation_id=own_organisation_id(actor),
            read_at=None,
        )
        if notification_ids is not None:
            rows = rows.filter(id__in=notification_ids)
        return rows.update(read_at=now())
