"""Does the next part of the work on an import: reads it, writes a chunk of it, or takes it back."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotAllowed, NotFound, Refusal
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.models import Import
from dinghuo.integration.permissions import OF_KIND
from dinghuo.integration.states import ImportState
from dinghuo.integration.steps.imports.apply_chunk import apply_chunk
from dinghuo.integration.steps.imports.member import member_of
from dinghuo.integration.steps.imports.plan_import import plan_import
from dinghuo.integration.steps.imports.start_work import start_work
from dinghuo.integration.steps.imports.undo_rows import undo_rows


def continue_import(actor: Actor, import_id: UUID) -> None:
    """Work on it in the name of who uploaded it, whose rights are asked for anew. The rest of the work is queued with
    what was done, so that whoever is killed leaves nothing half done and nothing forgotten."""
    try:
        member = member_of(actor.market_id, import_id)
        with acting(member):
            imported = Import.objects.get(market_id=actor.market_id, id=import_id)
        require(member, OF_KIND[imported.kind])
    except (NotFound, NotAllowed):
        _refuse(actor, import_id, _("Who uploaded this may no longer import it."))
        return
    if imported.state == ImportState.APPLYING:
        with acting(member):
            if apply_chunk(member, import_id):
                start_work(imported)
    elif imported.state == ImportState.UNDOING:
        try:
            with acting(member):
                undo_rows(member, import_id)
        except Refusal as refusal:
            _say(actor, import_id, ImportState.APPLIED, refusal.message)
    elif imported.state == ImportState.MAPPED or (
        imported.state == ImportState.UPLOADED and not imported.headings
    ):
        plan_import(member, import_id)


def _refuse(actor: Actor, import_id: UUID, words: str) -> None:
    _say(actor, import_id, ImportState.REFUSED, words)


def _say(actor: Actor, import_id: UUID, state: ImportState, words: str) -> None:
    with acting(actor):
        Import.objects.filter(market_id=actor.market_id, id=import_id).update(
            state=state.value, refusal=words[:400], touched_at=now()
        )
