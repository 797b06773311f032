"""Takes a search without result off the operator's list."""

from uuid import UUID

from dinghuo.catalogue.models import EmptySearch
from dinghuo.catalogue.permissions import SAVE_SYNONYM
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.tenancy import acting


def forget_search(actor: Actor, search_id: UUID) -> None:
    """Forget it until somebody asks it again. Raises NotFound."""
    require(actor, SAVE_SYNONYM)
    with acting(actor):
        gone, _each = EmptySearch.objects.filter(market_id=actor.market_id, id=search_id).delete()
        if not gone:
            raise NotFound(str(search_id))
