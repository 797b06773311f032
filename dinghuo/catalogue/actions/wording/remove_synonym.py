"""Lets words mean only themselves again."""

from uuid import UUID

from dinghuo.catalogue.events import SynonymRemoved
from dinghuo.catalogue.models import Synonym
from dinghuo.catalogue.permissions import SAVE_SYNONYM
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting


def remove_synonym(actor: Actor, synonym_id: UUID) -> None:
    """Remove a synonym. Raises NotFound."""
    require(actor, SAVE_SYNONYM)
    with acting(actor):
        rows = Synonym.objects.filter(market_id=actor.market_id, id=synonym_id)
        found = rows.select_for_update().first()
        if found is None:
            raise NotFound(str(synonym_id))
        found.delete()
        record(actor, SynonymRemoved(synonym_id, " = ".join(found.words)[:60], data={"words": found.words}))
