"""How a seller rounds the tax of its orders."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.pricing.models import TaxPolicy
from dinghuo.pricing.permissions import SEE_TAXES
from dinghuo.pricing.states import Rounding


def tax_rounding(actor: Actor, seller_id: UUID | None = None) -> str:
    """line or order. One's own house's; who sees the whole market may name a seller. Raises NotFound without one. One
    statement."""
    require(actor, SEE_TAXES)
    seller_id = (seller_id if actor.scope == "market" else None) or actor.organisation_id
    if seller_id is None:
        raise NotFound("seller")
    row = TaxPolicy.objects.filter(market_id=actor.market_id, seller_id=seller_id).first()
    return row.rounding if row else Rounding.LINE.value
