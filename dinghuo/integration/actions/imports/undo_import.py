"""Takes back all that an import wrote, while nothing later depends on it."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.models import Import
from dinghuo.integration.permissions import OF_KIND
from dinghuo.integration.states import ImportState
from dinghuo.integration.steps.imports.lock_import import lock_import
from dinghuo.integration.steps.imports.start_work import start_work


def undo_import(actor: Actor, import_id: UUID) -> Import:
    """Begin to take it back, by a job; where it can't be, the import says why and stays. Raises NotFound and
    ImportElsewhere."""
    with acting(actor):
        imported = lock_import(actor, import_id, ImportState.APPLIED)
        require(actor, OF_KIND[imported.kind])
        imported.state, imported.refusal = ImportState.UNDOING.value, ""
        imported.began_at = imported.touched_at = now()
        imported.save(update_fields=["state", "refusal", "began_at", "touched_at"])
        start_work(imported)
    return imported
