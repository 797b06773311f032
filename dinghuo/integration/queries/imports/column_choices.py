"""What a column of a sheet may mean, in the reader's language."""

from dinghuo.integration.rules.sheets.sheets import SHEETS
from dinghuo.integration.states import ImportKind


def column_choices(kind: str, language: str) -> list[tuple[str, str, bool]]:
    """Key, name and whether it is needed, of each column that a sheet of the kind may have."""
    return [(column.key, column.name(language), column.needed) for column in SHEETS[ImportKind(kind)].columns]
