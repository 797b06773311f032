"""Lets what follows from today's events follow at once: invoices are issued, people are told, no letter is sent."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, Subquery

from dinghuo.demo.companies.market import Opened
from dinghuo.foundation.models import EventRow, OutboundMessage
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Notification
from dinghuo.reactions.jobs import react
from dinghuo.reactions.notices import NOTICES, tell
from dinghuo.reactions.table import TABLE

#: What happened in the hours before today is under the bell too; what is older than the second figure has been read.
HOURS, READ_AFTER = 40, 14


def follow(opened: Opened, since: datetime) -> None:
    """React to every event since then, and drop the letters and jobs that are left: they belong to nobody real."""
    with acting(opened.actor):
        for event_id in _events(opened, since):
            react(str(opened.market_id), str(event_id))
        # A reaction may record events in its turn: an invoice tells the buyer.
        for event_id in _events(opened, since):
            react(str(opened.market_id), str(event_id))


def tell_of_the_last_hours(opened: Opened, until: datetime) -> None:
    """Put the news of the hours before `until` under the bells, as old as they are."""
    market = {"market_id": opened.market_id}
    with acting(opened.actor):
        recent = EventRow.objects.filter(
            **market, kind__in=list(NOTICES), at__gte=until - timedelta(hours=HOURS), at__lt=until
        )
        for event in recent.order_by("id"):
            tell(opened.actor, event)
        at = EventRow.objects.filter(**market, id=OuterRef("event_id")).values("at")[:1]
        Notification.objects.filter(**market, event_id__in=recent.values("id")).update(
            created_at=Subquery(at)
        )
        old = Notification.objects.filter(**market, created_at__lt=until - timedelta(hours=READ_AFTER))
        old.update(read_at=until)


def drop_letters(opened: Opened) -> None:
    """Take away letters to addresses that don't exist, and the jobs that would send them."""
    with acting(opened.actor):
        OutboundMessage.objects.filter(market_id=opened.market_id).delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM procrastinate_jobs WHERE status = 'todo' AND args ->> 'market_id' = %s",
                [str(opened.market_id)],
            )


def _events(opened: Opened, since: datetime) -> list[UUID]:
    rows = EventRow.objects.filter(market_id=opened.market_id, at__gte=since, kind__in=list(TABLE))
    return list(rows.order_by("id").values_list("id", flat=True))
