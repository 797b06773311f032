"""How much of a seller's articles is wanted, and how much that varies from day to day."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.statements import beside, fetch
from dinghuo.ordering.permissions import VIEW
from dinghuo.organisations.queries.today import zone_of

DEMAND = beside(__file__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was ordered of an article, in base units: the sum over some days, and the sum of each day's square."""

    variant_id: UUID
    total: Decimal
    squares: Decimal


def daily_demand(actor: Actor, seller_id: UUID, since: datetime, until: datetime) -> list[Wanted]:
    """Every article that was ordered of a seller between two instants. One statement."""
    require(actor, VIEW)
    parameters = {
        "market": actor.market_id,
        "seller": seller_id,
        "since": since,
        "until": until,
        "zone": zone_of(actor),
    }
    return [Wanted(*row) for row in fetch(DEMAND, parameters)]
