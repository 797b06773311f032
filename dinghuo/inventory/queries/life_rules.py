"""The rules of a seller about how fresh goods must be."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.inventory.models import LifeRule
from dinghuo.inventory.permissions import SEE_STOCK


def life_rules(actor: Actor) -> list[LifeRule]:
    """The rules of the actor's organisation, those for everybody first. One statement."""
    require(actor, SEE_STOCK)
    rows = LifeRule.objects.filter(market_id=actor.market_id, seller_id=actor.organisation_id)
    return list(rows.select_related("buyer", "category").order_by("buyer__name", "category__path"))
