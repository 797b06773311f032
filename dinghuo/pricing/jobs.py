"""Reminds sellers of contracts that end."""

from procrastinate.contrib.django import app

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import gate
from dinghuo.organisations.queries.gate import every_market
from dinghuo.pricing.actions.contracts.remind_of_contracts import remind_of_contracts


@app.periodic(cron="19 * * * *")
@app.task(name="dinghuo.pricing.jobs.remind_of_ends", queue="housekeeping", pass_context=False)
def remind_of_ends(timestamp: int) -> None:
    """In every market. Each hour, because each market has a midnight of its own."""
    with gate():
        markets = every_market()
    for market_id in markets:
        remind_of_contracts(Actor.system(market_id, "reminders"))
