"""Warns of papers that end, and clears away what nobody asks for or shows any more."""

from datetime import timedelta

from procrastinate.contrib.django import app

from dinghuo.catalogue.actions.looks.clear_files import clear_files
from dinghuo.catalogue.actions.qualifications.warn_owners import warn_owners
from dinghuo.catalogue.models import EmptySearch
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.organisations.queries.gate import every_market

#: A question that found nothing is forgotten this long after it was last asked.
KEPT_DAYS = 90


@app.periodic(cron="12 * * * *")
@app.task(name="dinghuo.catalogue.jobs.warn_of_papers", queue="housekeeping", pass_context=False)
def warn_of_papers(timestamp: int) -> None:
    """Tell owners in every market. Each hour, because each market has a midnight of its own."""
    with gate():
        markets = every_market()
    for market_id in markets:
        warn_owners(Actor.system(market_id, "warnings"))


@app.periodic(cron="23 3 * * *")
@app.task(name="dinghuo.catalogue.jobs.forget_searches", queue="housekeeping", pass_context=False)
def forget_searches(timestamp: int) -> None:
    """Delete the searches without result that nobody has repeated for three months."""
    with gate():
        markets = every_market()
    for market_id in markets:
        with acting(Actor.system(market_id)):
            old = EmptySearch.objects.filter(
                market_id=market_id, last_at__lt=now() - timedelta(days=KEPT_DAYS)
            )
            old.delete()


@app.periodic(cron="41 3 * * *")
@app.task(name="dinghuo.catalogue.jobs.clear_away_files", queue="housekeeping", pass_context=False)
def clear_away_files(timestamp: int) -> None:
    """Delete the pictures and documents that nothing shows any more, in every market."""
    with gate():
        markets = every_market()
    for market_id in markets:
        clear_files(Actor.system(market_id, "housekeeping"))
