"""Says what the columns of a sheet mean; it is remembered for the next one."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.models import Import, KnownColumn
from dinghuo.integration.permissions import OF_KIND
from dinghuo.integration.rules.sheets.guess import missing, plain_heading
from dinghuo.integration.rules.sheets.sheets import SHEETS
from dinghuo.integration.states import ImportKind, ImportState
from dinghuo.integration.steps.imports.lock_import import lock_import
from dinghuo.integration.steps.imports.start_work import start_work


def map_columns(actor: Actor, import_id: UUID, columns: Sequence[str]) -> Import:
    """Give the column of each heading (empty: not imported) and make the preview anew.

    Raises NotFound, ImportElsewhere once it is being applied, Invalid where a column is missing or there twice.
    """
    with acting(actor):
        imported = lock_import(
            actor, import_id, ImportState.UPLOADED, ImportState.MAPPED, ImportState.PREVIEWED
        )
        require(actor, OF_KIND[imported.kind])
        sheet = SHEETS[ImportKind(imported.kind)]
        chosen = [key if key in sheet.by_key else "" for key in columns[: len(imported.headings)]]
        chosen += [""] * (len(imported.headings) - len(chosen))
        faults = Faults()
        language = get_language() or "en"
        for key in missing(sheet, chosen):
            told = _("Say which column is %(column)s.") % {"column": sheet.by_key[key].name(language)}
            faults.add("columns", "missing", told)
        for place, key in enumerate(chosen):
            if key and not sheet.by_key[key].repeated and key in chosen[:place]:
                faults.add(f"columns.{place}", "twice", _("Another column has this meaning already."))
        faults.raise_any()
        _remember(actor, imported, chosen)
        imported.columns, imported.state, imported.refusal = chosen, ImportState.MAPPED.value, ""
        imported.done = imported.tries = 0
        imported.save(update_fields=["columns", "state", "refusal", "done", "tries"])
        start_work(imported)
    return imported


def _remember(actor: Actor, imported: Import, columns: Sequence[str]) -> None:
    known = {
        plain_heading(heading)[:100]: column
        for heading, column in zip(imported.headings, columns, strict=True)
        if plain_heading(heading)
    }
    KnownColumn.objects.bulk_create(
        [
            KnownColumn(
                market_id=actor.market_id,
                organisation_id=imported.organisation_id,
                kind=imported.kind,
                heading=heading,
                column=column,
            )
            for heading, column in known.items()
        ],
        update_conflicts=True,
        unique_fields=["market_id", "organisation", "kind", "heading"],
        update_fields=["column"],
    )
