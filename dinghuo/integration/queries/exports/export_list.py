"""A list as the actor sees it, as a file."""

from collections.abc import Mapping
from typing import IO

from dinghuo.foundation.actor import Actor, allows, require
from dinghuo.foundation.errors import NotFound
from dinghuo.integration.queries.exports.export import read
from dinghuo.integration.queries.exports.lists import EXPORTS, FILTERS
from dinghuo.integration.queries.exports.write_table import TYPES, write_table


def export_list(
    actor: Actor, name: str, kind: str, filters: Mapping[str, str], *, in_words: bool = True
) -> IO[bytes]:
    """The rows that the filters leave, all of them, as xlsx or csv. Call it in the actor's transaction.

    With `in_words` headings and states are the reader's words, else the keys that programs know. Filters that a list
    doesn't have count for nothing. Raises NotFound for no such list or kind, NotAllowed.
    """
    if name not in EXPORTS or kind not in TYPES:
        raise NotFound(f"{name}.{kind}")
    export = EXPORTS[name]
    require(actor, export.permission)
    known = {key: text[:200].replace("\0", "") for key, text in filters.items() if key in FILTERS}
    head = [str(column.words) if in_words else column.key for column in export.columns]
    return write_table(kind, head, read(export, actor, known, in_words))


def export_names(actor: Actor) -> list[str]:
    """The lists that the actor may save."""
    return [name for name, export in EXPORTS.items() if allows(actor, export.permission)]
