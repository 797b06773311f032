"""Proves each night that balances are the sums of their movements."""

from procrastinate.contrib.django import app

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import gate
from dinghuo.inventory.actions.check_stock import check_stock as check
from dinghuo.organisations.queries.gate import every_market


@app.periodic(cron="51 2 * * *")
@app.task(name="dinghuo.inventory.jobs.check_stock", queue="housekeeping", pass_context=False)
def check_stock(timestamp: int) -> None:
    """Look at every market's book; where it is wrong, the operator's people are told which balances."""
    with gate():
        markets = every_market()
    for market_id in markets:
        check(Actor.system(market_id, "nightly check"))
