"""Lets the formulas of a market be changed one after the other."""

from django.db import connection

from dinghuo.foundation.actor import Actor
from dinghuo.pricing.models import PriceRule


def lock_formulas(actor: Actor) -> None:
    """Wait for whoever else puts a formula here: two at once over each other's lists would close a circle that neither
    sees. Before any list is locked, so that nobody waits in a circle."""
    with connection.cursor() as cursor:
        key = f"formulas {PriceRule._meta.db_table} {actor.market_id}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
