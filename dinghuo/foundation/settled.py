"""Writes a query set's condition as text once, for the many statements that are made of it.

Django writes a condition anew for every statement. Where a search puts one of many tables into a dozen branches,
writing takes longer than finding.
"""

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Model, QuerySet
from django.db.models.expressions import RawSQL

Row = TypeVar("Row", bound=Model)


class Settled(RawSQL):
    """A condition as text. It names the columns of the table that is selected from, so it can't go into a subquery."""

    def relabeled_clone(self, change_map: Mapping[str, str]) -> Self:
        """Raises RuntimeError: the text would look at the outer row, whatever row is meant."""
        raise RuntimeError(f"a settled condition can't be asked under other names: {dict(change_map)}")


def settled(rows: QuerySet[Row]) -> QuerySet[Row]:
    """The same rows of one table, with all conditions so far as one text. What is filtered further stands beside it.

    The result is for statements and unions, not for subqueries: there it raises RuntimeError.
    """
    query = rows.query
    if query.is_empty():
        return rows
    try:
        text, values = query.get_compiler(connection=connection).compile(query.where)
    except EmptyResultSet:
        return rows.none()
    condition: Any = Settled(text, values, output_field=BooleanField())
    return rows.model._default_manager.filter(condition)
