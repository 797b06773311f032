"""Takes away what quantities were asked of some customers."""

from uuid import UUID

from dinghuo.catalogue.events import QuantityTermRemoved
from dinghuo.catalogue.permissions import SAVE_OFFER
from dinghuo.catalogue.queries.quantity_terms import own_terms
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting


def remove_quantity_term(actor: Actor, term_id: UUID) -> None:
    """The next term counts again, or the offer. Raises NotFound for one that isn't the actor's."""
    require(actor, SAVE_OFFER)
    with acting(actor):
        row = own_terms(actor).select_for_update(of=("self",)).filter(id=term_id).first()
        if row is None:
            raise NotFound(str(term_id))
        code, seller_id = row.seller.code, row.seller_id
        row.delete()
        record(actor, QuantityTermRemoved(term_id, code, [seller_id], {}))
