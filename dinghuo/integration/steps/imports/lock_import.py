"""Finds an import that is to be changed, and makes others who would change it wait."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.integration.errors import ImportElsewhere
from dinghuo.integration.models import Import
from dinghuo.integration.states import ImportState
from dinghuo.organisations.queries.own import own_organisation_id


def lock_import(actor: Actor, import_id: UUID, *states: ImportState) -> Import:
    """The actor's own import, locked. Raises NotFound, or ImportElsewhere where it is in none of these states."""
    imported = (
        Import.objects.select_for_update()
        .filter(market_id=actor.market_id, organisation_id=own_organisation_id(actor), id=import_id)
        .first()
    )
    if imported is None:
        raise NotFound(f"import {import_id}")
    if imported.state not in states:
        raise ImportElsewhere(_("This import has gone on in the meantime. Look at where it is now."))
    return imported
