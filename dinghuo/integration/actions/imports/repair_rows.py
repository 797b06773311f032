"""Types over cells of a sheet in its preview."""

from collections.abc import Mapping
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.models import Import
from dinghuo.integration.permissions import OF_KIND
from dinghuo.integration.states import ImportState
from dinghuo.integration.steps.imports.lock_import import lock_import
from dinghuo.integration.steps.imports.start_work import start_work

MOST_SIGNS = 10_000


def repair_rows(actor: Actor, import_id: UUID, repairs: Mapping[tuple[int, str], str]) -> Import:
    """Give cells another text, each by its row's number in the file and its column's key, and make the preview anew.

    A column that the sheet doesn't have is added to it. The file stays as it was uploaded. Raises NotFound, and
    ImportElsewhere unless there is a preview.
    """
    with acting(actor):
        imported = lock_import(actor, import_id, ImportState.PREVIEWED)
        require(actor, OF_KIND[imported.kind])
        for (position, column), text in repairs.items():
            if column not in imported.columns:
                imported.columns.append(column)
                imported.headings.append(column)
            place = str(imported.columns.index(column))
            imported.repairs.setdefault(str(position), {})[place] = text.strip()[:MOST_SIGNS]
        imported.state, imported.done, imported.tries = ImportState.MAPPED.value, 0, 0
        imported.save(update_fields=["columns", "headings", "repairs", "state", "done", "tries"])
        start_work(imported)
    return imported
