"""What a call has changed: how many rows of each table, and by how much their figures."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting

#: A number that was drawn and not used is a gap, which means nothing.
NOT_COUNTED = {"foundation_numberseries"}
FIGURES = (models.DecimalField, models.IntegerField)
Figures = Mapping[str, tuple[Decimal, ...]]


def figures(market_id: UUID) -> Figures:
    """Of every table of the market: its rows, and the sum of each column of numbers; then the jobs that wait."""
    found = {}
    with acting(Actor.system(market_id)), connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            if not hasattr(model, "isolation") or not model._meta.managed or table in NOT_COUNTED:
                continue
            sums = [f'coalesce(sum("{name}"), 0)' for name in _columns(model)]
            cursor.execute(
                f"SELECT {', '.join(['count(*)', *sums])} FROM {table} WHERE market_id = %s", [market_id]
            )
            found[table] = tuple(cursor.fetchone())
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE args->>'market_id' = %s", [str(market_id)]
        )
        found["jobs"] = tuple(cursor.fetchone())
    return found


def effect(before: Figures, after: Figures) -> Figures:
    """What is more or less now."""
    return {
        table: change
        for table, were in before.items()
        if any(change := tuple(now - was for was, now in zip(were, after[table], strict=True)))
    }


def _columns(model: type[models.Model]) -> list[str]:
    return [
        column.column
        for column in model._meta.local_fields
        if isinstance(column, FIGURES) and not column.primary_key
    ]
