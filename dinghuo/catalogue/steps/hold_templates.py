"""Keeps templates and products in step: while one product is checked, nobody changes what it is checked against."""

from django.db import connection

from dinghuo.foundation.actor import Actor

#: The class of our advisory locks; the second key is the market's.
TEMPLATES = 40_001


def hold_templates(actor: Actor, to_change: bool = False) -> None:
    """Hold the market's templates until the transaction ends: with other readers, or alone to change them.

    A lock of rows wouldn't do: a product may be saved while the first attribute of its category is made.
    """
    shared = "" if to_change else "_shared"
    market = int.from_bytes(actor.market_id.bytes[-4:], signed=True)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{shared}(%s, %s)", [TEMPLATES, market])
