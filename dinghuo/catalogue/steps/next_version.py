"""Numbers the versions of what is kept with all that it was before."""

from typing import Any

from django.db import connection
from django.db.models import Max, QuerySet

from dinghuo.foundation.actor import Actor


def next_version(actor: Actor, versions: QuerySet[Any]) -> int:
    """The number after the last of these versions. Whoever else writes one in this market waits until the end."""
    with connection.cursor() as cursor:
        # A row that isn't there yet can't be locked.
        key = f"{versions.model._meta.db_table} {actor.market_id}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    return (versions.aggregate(last=Max("number"))["last"] or 0) + 1
