"""Settles each night which levels buyers have earned."""

from procrastinate.contrib.django import app

from dinghuo.billing.actions.settle_levels import settle_levels
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import gate
from dinghuo.organisations.queries.gate import every_market


@app.periodic(cron="11 3 * * *")
@app.task(name="dinghuo.billing.jobs.settle_all_levels", queue="housekeeping", pass_context=False)
def settle_all_levels(timestamp: int) -> None:
    """Settle the levels of all markets, each in a transaction of its own."""
    with gate():
        markets = every_market()
    for market_id in markets:
        settle_levels(Actor.system(market_id))
