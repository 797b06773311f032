"""Proves each night that balances are the sums of their movements, and takes away what carts hold no longer."""

from procrastinate.contrib.django import app

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.inventory.actions.check_stock import check_stock as check
from dinghuo.inventory.steps.drop_expired_holds import drop_expired_holds as drop_expired
from dinghuo.organisations.queries.gate import every_market


@app.periodic(cron="51 2 * * *")
@app.task(name="dinghuo.inventory.jobs.check_stock", queue="housekeeping", pass_context=False)
def check_stock(timestamp: int) -> None:
    """Look at every market's book; where it is wrong, the operator's people are told which balances."""
    with gate():
        markets = every_market()
    for market_id in markets:
        check(Actor.system(market_id, "nightly check"))


@app.periodic(cron="*/10 * * * *")
@app.task(name="dinghuo.inventory.jobs.drop_expired_holds", queue="housekeeping", pass_context=False)
def drop_expired_holds(timestamp: int) -> None:
    """Clear every market's expired holds of carts away, each in a transaction of its own."""
    with gate():
        markets = every_market()
    for market_id in markets:
        actor = Actor.system(market_id)
        with acting(actor):
            drop_expired(actor)
