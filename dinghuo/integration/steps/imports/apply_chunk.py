"""Writes one chunk of an import, once: what was written and how far the import is commit together."""

from collections import Counter
from json import dumps
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.record import record
from dinghuo.foundation.statements import beside, fetch
from dinghuo.integration.events import SheetApplied
from dinghuo.integration.models import Import
from dinghuo.integration.states import ImportState, RowState
from dinghuo.integration.steps.imports.handling import RowFault
from dinghuo.integration.steps.imports.handlings import HANDLINGS
from dinghuo.integration.steps.imports.import_rows import StoredRow, busy_rows

REFUSE = beside(__file__, "refuse_import_rows")


def apply_chunk(actor: Actor, import_id: UUID) -> bool:
    """Write the next chunk in the caller's transaction; True if there is one more.

    The import is locked, so two workers write one chunk after the other and none twice; whoever is killed has written
    the whole chunk or nothing.
    """
    imported = Import.objects.select_for_update().get(market_id=actor.market_id, id=import_id)
    if imported.state != ImportState.APPLYING:
        return False
    stored = busy_rows(actor, imported, imported.chunks_done)
    if stored:
        before = [each.before for each in stored]
        refused = HANDLINGS[imported.kind].apply(actor, imported, [each.row for each in stored], before)
        _note(actor, imported, stored, refused)
    imported.chunks[imported.chunks_done]["at"] = now().isoformat()
    imported.chunks_done += 1
    imported.done = imported.chunks[imported.chunks_done - 1]["turn"]
    imported.touched_at, imported.tries = now(), 0
    is_last = imported.chunks_done == len(imported.chunks)
    if is_last:
        imported.state = ImportState.APPLIED.value
        data = {"kind": imported.kind, "counts": imported.counts}
        record(actor, SheetApplied(imported.id, imported.number, [imported.organisation_id], data))
    imported.save()
    return not is_last


def _note(
    actor: Actor, imported: Import, stored: list[StoredRow], refused: dict[int, list[RowFault]]
) -> None:
    """Keep the faults of rows that could not be written, and count what was."""
    written = Counter(f"written_{each.state}" for i, each in enumerate(stored) if i not in refused)
    counts = Counter(imported.counts) + written
    if refused:
        fetch(
            REFUSE,
            {
                "market": actor.market_id,
                "ids": [stored[i].id for i in refused],
                "faults": [dumps(faults, ensure_ascii=False) for faults in refused.values()],
            },
        )
        lost = Counter(stored[i].state for i in refused)
        counts = counts - lost + Counter({RowState.WRONG.value: len(refused)})
    imported.counts = dict(counts)
