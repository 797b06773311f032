"""Says which warehouse serves which line of an order: rules in order, the first decides first."""

from collections.abc import Sequence
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import RoutingSet
from dinghuo.inventory.models import Routing
from dinghuo.inventory.permissions import SET_ROUTING
from dinghuo.inventory.steps.check_routing import check_routing
from dinghuo.organisations.models import Organisation


def set_routing(actor: Actor, rules: Sequence[str], seller_id: UUID | None = None) -> Routing:
    """Put rules in force for the actor's house, or for one in the market's scope; what was in force is kept.

    None at all: what expires first goes first, then the warehouse's turn. Orders that stand stay as they are. The same
    rules again are no new version. Raises Invalid with every fault.
    """
    require(actor, SET_ROUTING)
    check_routing(rules)
    with acting(actor):
        seller = (seller_id if actor.scope == "market" else None) or actor.organisation_id
        if seller is None:
            raise NotFound("seller")
        # Two who set rules at once take turns, the first time too: the seller is locked, for there may be no version.
        owner = Organisation.objects.select_for_update(no_key=True)
        if owner.filter(market_id=actor.market_id, id=seller).first() is None:
            raise NotFound("seller")
        versions = Routing.objects.filter(market_id=actor.market_id, seller_id=seller)
        last = versions.filter(is_current=True).first()
        if last is not None and list(last.rules) == list(rules):
            return last
        versions.filter(is_current=True).update(is_current=False)
        made = Routing.objects.create(
            market_id=actor.market_id,
            seller_id=seller,
            version=last.version + 1 if last else 1,
            rules=list(rules),
            person_id=actor.person_id,
            person_name=actor.person_name,
        )
        record(
            actor,
            RoutingSet(seller, parties=[seller], data={"version": made.version, "rules": list(rules)}),
        )
        return made
