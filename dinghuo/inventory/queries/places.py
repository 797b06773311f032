"""What an owner has of its articles in each of its places, and what leaves them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Max

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.models import LifeRule
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.organisations.queries.today import today

PLACES = beside(__file__)


@dataclass(frozen=True, slots=True)
class Placed:
    """An article in a place, in base units. `underway`: on its way there from another place; `shipped`: what has left
    it for orders since the asked day; `keeps_days`: how long lots of it kept, None where nobody knows; `is_kept`: the
    place is another house's, which keeps the goods by an agreement."""

    warehouse_id: UUID
    variant_id: UUID
    on_hand: Decimal
    reserved: Decimal
    underway: Decimal
    shipped: Decimal
    keeps_days: int | None
    is_kept: bool


def places(actor: Actor, owner_id: UUID, since: datetime) -> list[Placed]:
    """Every article of an owner in its open places and those of keepers, without what has expired or is recalled. One
    statement."""
    require(actor, SEE_STOCK)
    parameters = {"market": actor.market_id, "owner": owner_id, "today": today(actor), "since": since}
    return [Placed(*row) for row in fetch(PLACES, parameters)]


def strictest_life_days(actor: Actor, owner_id: UUID) -> int:
    """How many days any of the owner's customers wants goods to have left. One statement."""
    require(actor, SEE_STOCK)
    rules = LifeRule.objects.filter(market_id=actor.market_id, seller_id=owner_id)
    return rules.aggregate(days=Max("min_days"))["days"] or 0
