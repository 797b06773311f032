"""Reckons each night what is to be bought, for every house that wants it."""

from procrastinate.contrib.django import app

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.organisations.queries.gate import every_market
from dinghuo.procurement.actions.propose_replenishment import propose_replenishment
from dinghuo.procurement.models import Policy


@app.periodic(cron="11 4 * * *")
@app.task(name="dinghuo.procurement.jobs.propose_at_night", queue="housekeeping", pass_context=False)
def propose_at_night(timestamp: int) -> None:
    """Each house in a transaction of its own, so that one that can't be reckoned keeps no other waiting."""
    with gate():
        markets = every_market()
    for market_id in markets:
        actor = Actor.system(market_id, "nightly proposals")
        with acting(actor):
            nightly = Policy.objects.filter(market_id=market_id, is_nightly=True)
            owners = list(nightly.order_by("owner_id").values_list("owner_id", flat=True))
        for owner_id in owners:
            propose_replenishment(actor, owner_id)
