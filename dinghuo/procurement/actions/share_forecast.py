"""Lets the suppliers of a house see what it will need, or no longer."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.queries.organisations import find_organisation
from dinghuo.procurement.events import ForecastShared
from dinghuo.procurement.models import Policy
from dinghuo.procurement.permissions import SHARE_FORECAST
from dinghuo.procurement.queries.figures import figures
from dinghuo.procurement.steps.write_forecasts import write_forecasts


def share_forecast(actor: Actor, house: str, shares: bool) -> Policy:
    """`house`: its code. Forecasts are there (or gone) at once, and made anew each time proposals are. Raises
    NotFound."""
    require(actor, SHARE_FORECAST)
    with acting(actor):
        owner = find_organisation(actor, house)
        policy, _made = Policy.objects.update_or_create(
            market_id=actor.market_id, owner_id=owner.id, defaults={"shares_forecast": shares}
        )
        write_forecasts(actor, owner.id, figures(actor, owner.id) if shares else [], shares=shares)
        record(actor, ForecastShared(owner.id, owner.code, [owner.id], {"shares": shares}))
        return policy
