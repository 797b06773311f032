"""Warns of papers that end."""

from procrastinate.contrib.django import app

from dinghuo.catalogue.actions.qualifications.warn_owners import warn_owners
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import gate
from dinghuo.organisations.queries.gate import every_market


@app.periodic(cron="12 * * * *")
@app.task(name="dinghuo.catalogue.jobs.warn_of_papers", queue="housekeeping", pass_context=False)
def warn_of_papers(timestamp: int) -> None:
    """Tell owners in every market. Each hour, because each market has a midnight of its own."""
    with gate():
        markets = every_market()
    for market_id in markets:
        warn_owners(Actor.system(market_id, "warnings"))
