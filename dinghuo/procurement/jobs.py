"""Reckons each night what is to be bought, for every house that wants it."""

from dataclasses import replace

from procrastinate.contrib.django import app

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.organisations.models import Market
from dinghuo.procurement.actions.propose_replenishment import propose_replenishment
from dinghuo.procurement.models import Policy


@app.periodic(cron="11 4 * * *")
@app.task(name="dinghuo.procurement.jobs.propose_at_night", queue="housekeeping", pass_context=False)
def propose_at_night(timestamp: int) -> None:
    """Each house in a transaction of its own, so that one that can't be reckoned keeps no other waiting."""
    with gate():
        zones = dict(Market.objects.values_list("id", "time_zone"))
    for market_id, zone in zones.items():
        # A day's demand is a day of the market's own.
        actor = replace(Actor.system(market_id, "nightly proposals"), time_zone=zone)
        with acting(actor):
            nightly = Policy.objects.filter(market_id=market_id, is_nightly=True)
            owners = list(nightly.order_by("owner_id").values_list("owner_id", flat=True))
        for owner_id in owners:
            propose_replenishment(actor, owner_id)
