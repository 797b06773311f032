"""Does the next part of the work on an import: reads it, writes a chunk of it, or takes it back."""

import logging
from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.db.models import F
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotAllowed, NotFound, Refusal
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.events import SheetFailed
from dinghuo.integration.models import Import
from dinghuo.integration.permissions import OF_KIND
from dinghuo.integration.states import WORKING, ImportState
from dinghuo.integration.steps.imports.apply_chunk import apply_chunk
from dinghuo.integration.steps.imports.member import member_of
from dinghuo.integration.steps.imports.plan_import import plan_import
from dinghuo.integration.steps.imports.start_work import start_work
from dinghuo.integration.steps.imports.undo_rows import undo_rows

#: A part that was begun so often without an end is a fault of the program, or ends the worker each time.
MOST_TRIES = 5
log = logging.getLogger("dinghuo.integration")


def continue_import(actor: Actor, import_id: UUID) -> None:
    """Work on it in the name of who uploaded it, whose rights are asked for anew. The rest of the work is queued with
    what was done, so that whoever is killed leaves nothing half done and nothing forgotten.

    What fails is tried again (the queue sees to that); what fails MOST_TRIES times is `failed`, with a reference.
    """
    try:
        member = member_of(actor.market_id, import_id)
        with acting(member):
            imported = Import.objects.get(market_id=actor.market_id, id=import_id)
        require(member, OF_KIND[imported.kind])
    except (NotFound, NotAllowed):
        _say(actor, import_id, ImportState.REFUSED, _("Who uploaded this may no longer import it."))
        return
    if imported.state not in WORKING or (imported.state == ImportState.UPLOADED and imported.headings):
        return
    tries = _begin(actor, imported)
    if tries > MOST_TRIES:
        _fail(actor, imported)
        return
    try:
        _work(actor, member, imported)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        if tries < MOST_TRIES:
            raise
        _fail(actor, imported)


def _begin(actor: Actor, imported: Import) -> int:
    """Count this try, in a transaction of its own, so that one that never ends is counted too."""
    with acting(actor):
        mine = Import.objects.filter(market_id=actor.market_id, id=imported.id)
        mine.update(tries=F("tries") + 1)
        return mine.values_list("tries", flat=True).get()


def _work(actor: Actor, member: Actor, imported: Import) -> None:
    if imported.state == ImportState.APPLYING:
        with acting(member):
            if apply_chunk(member, imported.id):
                start_work(imported)
    elif imported.state == ImportState.UNDOING:
        try:
            with acting(member):
                undo_rows(member, imported.id)
        except Refusal as refusal:
            _say(actor, imported.id, ImportState.APPLIED, refusal.message)
    else:
        plan_import(member, imported.id)


def _fail(actor: Actor, imported: Import) -> None:
    """End the work. The reference leads whoever runs the market from the sentence to the line in the log."""
    reference = new_id().hex[-8:].upper()
    log.exception("import %s failed, reference %s", imported.number, reference)
    told = _("Something broke on our side. Tell whoever runs this market the reference %(reference)s.")
    # What was to be taken back is still written, and may be tried again.
    is_undo = imported.state == ImportState.UNDOING
    state = ImportState.APPLIED if is_undo else ImportState.FAILED
    with acting(actor):
        _say(actor, imported.id, state, told % {"reference": reference})
        data = {"kind": imported.kind, "reference": reference}
        record(actor, SheetFailed(imported.id, imported.number, [imported.organisation_id], data))


def _say(actor: Actor, import_id: UUID, state: ImportState, words: str) -> None:
    with acting(actor):
        Import.objects.filter(market_id=actor.market_id, id=import_id).update(
            state=state.value, refusal=words[:400], touched_at=now(), tries=0
        )
