"""Reads what has happened to a document."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow


def timeline_of(actor: Actor, *subject_ids: UUID) -> list[EventRow]:
    """The events of one or several subjects that this actor may know, oldest first."""
    return list(EventRow.objects.filter(market_id=actor.market_id, subject_id__in=subject_ids).order_by("id"))
