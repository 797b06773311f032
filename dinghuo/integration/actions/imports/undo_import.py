"""Takes back all that an import wrote, while nothing later depends on it."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.errors import ImportElsewhere
from dinghuo.integration.models import Import
from dinghuo.integration.permissions import OF_KIND
from dinghuo.integration.states import ImportState
from dinghuo.integration.steps.imports.lock_import import lock_import
from dinghuo.integration.steps.imports.start_work import start_work


def undo_import(actor: Actor, import_id: UUID) -> Import:
    """Begin to take it back, by a job, also what a failed one has written; where it can't be, the import says why and
    stays. Raises NotFound and ImportElsewhere."""
    with acting(actor):
        imported = lock_import(actor, import_id, ImportState.APPLIED, ImportState.FAILED)
        require(actor, OF_KIND[imported.kind])
        if not imported.chunks_done:
            raise ImportElsewhere(_("This import has written nothing that could be undone."))
        imported.state, imported.refusal = ImportState.UNDOING.value, ""
        imported.began_at, imported.touched_at, imported.tries = now(), now(), 0
        imported.save(update_fields=["state", "refusal", "began_at", "touched_at", "tries"])
        start_work(imported)
    return imported
