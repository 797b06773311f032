"""Reckons what a house should buy, and writes it as proposals, one for each supplier and warehouse."""

from dataclasses import dataclass
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.procurement.events import ReplenishmentProposed
from dinghuo.procurement.models import Policy
from dinghuo.procurement.permissions import PROPOSE
from dinghuo.procurement.queries.figures import figures
from dinghuo.procurement.states import Standing
from dinghuo.procurement.steps.write_forecasts import write_forecasts
from dinghuo.procurement.steps.write_proposals import write_proposals


@dataclass(frozen=True, slots=True)
class Proposed:
    """How many proposals are new, and how many articles run low."""

    proposals: int
    low: int


def propose_replenishment(actor: Actor, owner_id: UUID | None = None) -> Proposed:
    """For the actor's own house, or one of the market's. Proposals that nobody has touched are made anew, under the
    same numbers; done twice it does nothing twice. As many statements for any number of articles."""
    require(actor, PROPOSE)
    with acting(actor):
        owner = (owner_id if actor.scope == "market" else None) or actor.organisation_id
        if owner is None:
            raise NotFound("owner")
        Policy.objects.get_or_create(market_id=actor.market_id, owner_id=owner)
        # Whoever proposes for a house at the same moment waits here, and finds what is written.
        own = Policy.objects.select_for_update().get(market_id=actor.market_id, owner_id=owner)
        found = figures(actor, owner)
        made = write_proposals(actor, owner, found)
        write_forecasts(actor, owner, found, shares=own.shares_forecast)
        low = sum(each.standing == Standing.LOW for each in found)
        if made:
            data = {"count": len(made), "low": low}
            record(actor, ReplenishmentProposed(owner, parties=[owner], data=data))
        return Proposed(len(made), low)
