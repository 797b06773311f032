"""What is wrong in many rows of a preview because the same stands there: it is typed over once."""

from collections.abc import Sequence
from dataclasses import dataclass

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.integration.models import Import
from dinghuo.integration.queries.imports.sheet_imports import own_import

CELLS = beside(__file__)
SAME = (
    f'SELECT told."column", told.text, min(told.words), count(DISTINCT told.position) FROM ({CELLS}) told '
    'GROUP BY told."column", told.text HAVING count(DISTINCT told.position) > 1 '
    'ORDER BY 4 DESC, told."column", told.text LIMIT %(most)s'
)
LIKE = (
    f"SELECT DISTINCT told.position FROM ({CELLS}) told "
    'WHERE told."column" = %(column)s AND told.text = %(text)s ORDER BY told.position'
)
#: Faults that are another row's.
ELSEWHERE = ("sibling", "twice", "differs")
MOST = 8


@dataclass(frozen=True, slots=True)
class SameFault:
    """In so many `rows` this text stands in this column (by its key) and is wrong for the same reason."""

    column: str
    text: str
    words: str
    rows: int


def same_faults(actor: Actor, number: str) -> list[SameFault]:
    """What is wrong in more than one row, the most frequent first. Two statements. Raises NotFound."""
    imported = own_import(actor, number)
    rows = fetch(SAME, {**_values(actor, imported), "most": MOST})
    return [SameFault(*row) for row in rows]


def rows_like(actor: Actor, imported: Import, column: str, text: str) -> Sequence[int]:
    """The numbers in the file of the rows in which this text stands in this column and is wrong. One statement."""
    values = {**_values(actor, imported), "column": column, "text": text}
    return [position for (position,) in fetch(LIKE, values)]


def _values(actor: Actor, imported: Import) -> dict[str, object]:
    columns = list(imported.columns)
    return {
        "market": actor.market_id,
        "import": imported.id,
        "columns": columns,
        "elsewhere": list(ELSEWHERE),
        # Which of several columns it is, its key doesn't say.
        "repeated": [key for key in set(columns) if columns.count(key) > 1],
    }
