"""Which rules say what warehouse serves what, now and before."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.inventory.models import Routing
from dinghuo.inventory.permissions import SEE_STOCK


@dataclass(frozen=True, slots=True)
class RoutingVersion:
    """The rules in their order, who set them and when."""

    version: int
    rules: tuple[str, ...]
    person_name: str
    at: datetime


def routing_versions(actor: Actor, seller_id: UUID | None = None) -> list[RoutingVersion]:
    """Of the actor's house, or of one in the market's scope, the newest first; the first is in force. One statement."""
    require(actor, SEE_STOCK)
    seller = (seller_id if actor.scope == "market" else None) or actor.organisation_id
    rows = Routing.objects.filter(market_id=actor.market_id, seller_id=seller).order_by("-version")[:50]
    found = rows.values_list("version", "rules", "person_name", "at")
    return [RoutingVersion(version, tuple(rules), name, at) for version, rules, name, at in found]
