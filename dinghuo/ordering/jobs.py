"""Counts each night what sells."""

from procrastinate.contrib.django import app

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.ordering.steps.count_sold import count_sold
from dinghuo.organisations.queries.gate import every_market


@app.periodic(cron="41 2 * * *")
@app.task(name="dinghuo.ordering.jobs.count_what_sells", queue="housekeeping", pass_context=False)
def count_what_sells(timestamp: int) -> None:
    """Bring the figures of all markets up to date, each in a transaction of its own."""
    with gate():
        markets = every_market()
    for market_id in markets:
        actor = Actor.system(market_id)
        with acting(actor):
            count_sold(actor)
