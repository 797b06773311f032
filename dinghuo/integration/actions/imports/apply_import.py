"""Writes what the preview of an import shows; wrong rows are left out."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.errors import NothingToImport
from dinghuo.integration.models import Import
from dinghuo.integration.permissions import OF_KIND
from dinghuo.integration.states import ImportState
from dinghuo.integration.steps.imports.import_rows import BUSY
from dinghuo.integration.steps.imports.lock_import import lock_import
from dinghuo.integration.steps.imports.start_work import start_work


def apply_import(actor: Actor, import_id: UUID) -> Import:
    """Begin to write the rows, chunk by chunk, by a job. Raises NotFound, ImportElsewhere, NothingToImport."""
    with acting(actor):
        imported = lock_import(actor, import_id, ImportState.PREVIEWED)
        require(actor, OF_KIND[imported.kind])
        if not any(imported.counts.get(state) for state in BUSY):
            raise NothingToImport(_("No row of this sheet changes anything. Repair the wrong ones first."))
        imported.state, imported.done, imported.chunks_done = ImportState.APPLYING.value, 0, 0
        imported.tries = 0
        imported.began_at = imported.touched_at = now()
        imported.save(update_fields=["state", "done", "chunks_done", "began_at", "touched_at", "tries"])
        start_work(imported)
    return imported
