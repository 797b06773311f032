"""Types over cells of a sheet in its preview."""

from collections.abc import Mapping
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.models import Import
from dinghuo.integration.permissions import OF_KIND
from dinghuo.integration.queries.imports.same_faults import rows_like
from dinghuo.integration.states import ImportState
from dinghuo.integration.steps.imports.lock_import import lock_import
from dinghuo.integration.steps.imports.start_work import start_work

MOST_SIGNS = 10_000


def repair_rows(
    actor: Actor,
    import_id: UUID,
    repairs: Mapping[tuple[int, str], str],
    alike: Mapping[tuple[str, str], str] | None = None,
) -> Import:
    """Give cells another text, each by its row's number in the file and its column's key, and make the preview anew.
    `alike`: all wrong cells of a column (by its key) in which the same text stands.

    A column that the sheet doesn't have is added to it. The file stays as it was uploaded. Raises NotFound, and
    ImportElsewhere unless there is a preview.
    """
    with acting(actor):
        imported = lock_import(actor, import_id, ImportState.PREVIEWED)
        require(actor, OF_KIND[imported.kind])
        cells = {
            (position, column): text
            for (column, old), text in (alike or {}).items()
            for position in rows_like(actor, imported, column, old)
        }
        for (position, column), text in {**cells, **repairs}.items():
            if column not in imported.columns:
                imported.columns.append(column)
                imported.headings.append(column)
            place = str(imported.columns.index(column))
            imported.repairs.setdefault(str(position), {})[place] = text.strip()[:MOST_SIGNS]
        imported.state, imported.done, imported.tries = ImportState.MAPPED.value, 0, 0
        imported.save(update_fields=["columns", "headings", "repairs", "state", "done", "tries"])
        start_work(imported)
    return imported
