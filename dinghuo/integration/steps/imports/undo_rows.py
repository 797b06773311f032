"""Takes back all that an import wrote, in one transaction: all of it or nothing."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.record import record
from dinghuo.integration.errors import NotUndoable
from dinghuo.integration.events import SheetUndone
from dinghuo.integration.models import Import
from dinghuo.integration.states import ImportState
from dinghuo.integration.steps.imports.handlings import HANDLINGS
from dinghuo.integration.steps.imports.import_rows import busy_rows

TOLD = 10


def undo_rows(actor: Actor, import_id: UUID) -> None:
    """Take the chunks back, the last first. Raises NotUndoable, naming the rows on which something depends by now."""
    imported = Import.objects.select_for_update().get(market_id=actor.market_id, id=import_id)
    if imported.state != ImportState.UNDOING:
        return
    handling = HANDLINGS[imported.kind]
    stuck: list[int] = []
    for chunk in reversed(range(imported.chunks_done)):
        stored = busy_rows(actor, imported, chunk)
        rows = [each.row for each in stored]
        if rows:
            found = handling.undo(actor, imported, rows, [each.before for each in stored])
            stuck += [rows[i].position for i in found]
    if stuck:
        told = ", ".join(map(str, sorted(stuck)[:TOLD])) + (" …" if len(stuck) > TOLD else "")
        raise NotUndoable(
            _("Rows %(rows)s have been changed or used since. Nothing was undone.") % {"rows": told},
            lines=[{"row": position} for position in sorted(stuck)],
        )
    imported.state, imported.touched_at = ImportState.UNDONE.value, now()
    imported.save(update_fields=["state", "touched_at"])
    record(
        actor, SheetUndone(imported.id, imported.number, [imported.organisation_id], {"kind": imported.kind})
    )
