"""Gives out document numbers: SO-2026-000123, counted per market, kind and year."""

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
VALUES ('{id}', '{market}', '{kind}', {year}, {count})
ON CONFLICT (market_id, kind, year) DO UPDATE SET last = foundation_numberseries.last + excluded.last
RETURNING last;
COMMIT;
"""


def draw_numbers(market_id: UUID, kind: str, count: int = 1, year: int | None = None) -> list[str]:
    """The next numbers of a series, in order. `kind` is two to four capital letters."""
    if count < 1:
        return []
    if not (isinstance(market_id, UUID) and kind.isascii() and kind.isalpha()):
        raise ValueError("a series needs a market and a kind of letters")
    year = year or now().year
    statement = STATEMENT.format(id=new_id(), market=market_id, kind=kind, year=int(year), count=int(count))
    with connections["numbers"].cursor() as cursor:
        cursor.execute(statement)
        last = _last(cursor)
    return [f"{kind}-{year}-{number:06d}" for number in range(last - count + 1, last + 1)]


def _last(cursor: CursorWrapper) -> int:
    # One round trip carries five statements; the result of the INSERT is the one with columns.
    while cursor.description is None:
        cursor.cursor.nextset()
    return int(cursor.fetchone()[0])
