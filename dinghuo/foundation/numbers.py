"""Gives out document numbers: SO-2026-000123, counted per market, kind and year."""

from collections.abc import Mapping
from uuid import UUID

from django.db import connections
from django.db.backends.utils import CursorWrapper

from dinghuo.foundation.clock import now
from dinghuo.foundation.ids import new_id

# A number is drawn in a transaction of its own on a second connection: drawn inside the document's, the series row
# would stay locked until that commits, and every order of a market would wait for the one before. The commit needn't
# reach the disk by itself: it stands before the document's commit in the write-ahead log, so whatever document
# survives a crash, its number's drawing survives with it. A refused document leaves a gap, which means nothing.
STATEMENT = """
BEGIN;
SET LOCAL synchronous_commit = off;
SET LOCAL dinghuo.market = '{market}';
SET LOCAL dinghuo.scope = 'market';
INSERT INTO foundation_numberseries (id, market_id, kind, year, last)
VALUES {series}
ON CONFLICT (market_id, kind, year) DO UPDATE SET last = foundation_numberseries.last + excluded.last
RETURNING kind, last;
COMMIT;
"""


def draw_numbers(market_id: UUID, kind: str, count: int = 1, year: int | None = None) -> list[str]:
    """The next numbers of a series, in order. `kind` is two to four capital letters."""
    return draw_series(market_id, {kind: count}, year)[kind]


def draw_series(market_id: UUID, counts: Mapping[str, int], year: int | None = None) -> dict[str, list[str]]:
    """The next numbers of several series in one round trip, by kind."""
    if not isinstance(market_id, UUID) or not all(kind.isascii() and kind.isalpha() for kind in counts):
        raise ValueError("a series needs a market and a kind of letters")
    year = int(year or now().year)
    drawn: dict[str, list[str]] = {kind: [] for kind in counts}
    # In one order, so that two who draw from the same series never wait for each other in a circle.
    wanted = sorted((kind, int(count)) for kind, count in counts.items() if count > 0)
    if wanted:
        series = ", ".join(
            f"('{new_id()}', '{market_id}', '{kind}', {year}, {count})" for kind, count in wanted
        )
        with connections["numbers"].cursor() as cursor:
            cursor.execute(STATEMENT.format(market=market_id, series=series))
            lasts = _lasts(cursor)
        for kind, count in wanted:
            last = lasts[kind]
            drawn[kind] = [f"{kind}-{year}-{number:06d}" for number in range(last - count + 1, last + 1)]
    return drawn


def _lasts(cursor: CursorWrapper) -> dict[str, int]:
    # One round trip carries five statements; the result of the INSERT is the one with columns.
    while cursor.description is None:
        cursor.cursor.nextset()
    return dict(cursor.fetchall())
