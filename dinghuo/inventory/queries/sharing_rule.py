"""How a seller shares out goods that are too few."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.models import SharingRule
from dinghuo.inventory.states import Sharing


def sharing_rule(actor: Actor, seller_id: UUID) -> Sharing:
    """In turn, unless the seller said otherwise. One statement."""
    rows = SharingRule.objects.filter(market_id=actor.market_id, seller_id=seller_id)
    rule = rows.values_list("rule", flat=True).first()
    return Sharing(rule) if rule else Sharing.IN_TURN
