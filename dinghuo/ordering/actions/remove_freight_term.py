"""Takes away what it costs to send orders: the next term counts, or sending costs nothing."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.events import FreightTermRemoved
from dinghuo.ordering.permissions import SAVE_FREIGHT
from dinghuo.ordering.queries.freight_terms import own_freight


def remove_freight_term(actor: Actor, term_id: UUID) -> None:
    """Orders that stand keep their freight. Raises NotFound for a term that isn't the actor's."""
    require(actor, SAVE_FREIGHT)
    with acting(actor):
        row = own_freight(actor).select_for_update(of=("self",)).filter(id=term_id).first()
        if row is None:
            raise NotFound(f"freight term {term_id}")
        seller = row.seller.code if row.seller else ""
        parties = [row.seller_id] if row.seller_id else []
        told = {"amount": str(row.amount), "region": row.region_code}
        row.delete()
        record(actor, FreightTermRemoved(term_id, seller, parties, told))
