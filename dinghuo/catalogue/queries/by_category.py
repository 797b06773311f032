"""The first rows of a list by name, put together from its categories: in each of them an index is walked in that order.

Walking the names of the whole market until enough of a category's have passed is a walk through everything where names
that begin alike are of one category, as those of a brand are, and the planner can't know.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from dinghuo.catalogue.models import Category, ShelfRow
from dinghuo.catalogue.queries.assortment import Range, shown_rows
from dinghuo.catalogue.rules.search_text import after_prefix
from dinghuo.foundation.actor import Actor

#: Categories beyond which one walk through all names is the shorter way.
MOST = 400
FIRST = """
SELECT found.* FROM (SELECT path COLLATE "C" AS path FROM unnest(%s::text[]) path) AS part
CROSS JOIN LATERAL ({rows}) AS found ({columns}) ORDER BY {columns} LIMIT %s
"""


def categories_within(actor: Actor, shown: Range, path: str) -> list[str]:
    """Paths of the categories at or below a path (empty: all) that hold something and may be shown. One statement."""
    rows = Category.objects.filter(market_id=actor.market_id, products_listed__gt=0)
    if path:
        rows = rows.filter(path__gte=path, path__lt=after_prefix(path))
    found = rows.order_by("path").values_list("path", flat=True)
    only = shown.only_paths
    return [each for each in found if not only or each.startswith(tuple(only))]


def first_rows(
    actor: Actor,
    shown: Range,
    paths: Sequence[str],
    beyond: Q,
    columns: Sequence[str],
    grouped: bool,
    number: int,
) -> list[tuple[Any, ...]]:
    """The first rows of these categories in the order of these columns, which an index of categories must have.

    One statement; its cost grows with the categories, not with their rows.
    """
    whole = shown.only_paths is not None
    rows = (
        ShelfRow.objects.filter(shown.is_open(actor), market_id=actor.market_id)
        if whole
        else shown_rows(actor, shown, grouped)
    )
    if grouped:
        rows = rows.filter(lead=True)
    of_one = rows.filter(beyond, category_path=RawSQL("part.path", []))
    try:
        statement, parameters = (
            of_one.order_by(*columns).values_list(*columns)[:number].query.sql_with_params()
        )
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            FIRST.format(rows=statement, columns=", ".join(columns)), [list(paths), *parameters, number]
        )
        return cursor.fetchall()
