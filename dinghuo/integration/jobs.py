"""Works on imports, and takes up those whose worker has died."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.integration.actions.imports.continue_import import continue_import
from dinghuo.integration.models import Import
from dinghuo.integration.states import WORKING, ImportState
from dinghuo.integration.steps.imports.start_work import start_work
from dinghuo.organisations.models import Market

#: A chunk takes seconds; who hasn't been heard of for this long is dead.
QUIET_SECONDS = 60


@app.task(
    name="dinghuo.integration.jobs.work_on_import",
    queue="imports",
    retry=RetryStrategy(max_attempts=4, exponential_wait=3),
)
def work_on_import(market_id: str, import_id: str) -> None:
    """Do the next part of the work on an import."""
    continue_import(Actor.system(UUID(market_id)), UUID(import_id))


@app.periodic(cron="* * * * *")
@app.task(name="dinghuo.integration.jobs.resume_imports", queue="imports", pass_context=False)
def resume_imports(timestamp: int) -> None:
    """Queue the work on every import that rests though it should go on."""
    with gate():
        markets = list(Market.objects.values_list("id", flat=True))
    quiet = now() - timedelta(seconds=QUIET_SECONDS)
    for market_id in markets:
        with acting(Actor.system(market_id)):
            resting = Import.objects.select_for_update(skip_locked=True).filter(
                market_id=market_id, state__in=[state.value for state in WORKING], touched_at__lt=quiet
            )
            for imported in resting.exclude(Q(state=ImportState.UPLOADED.value) & ~Q(headings=[])):
                Import.objects.filter(market_id=market_id, id=imported.id).update(touched_at=now())
                start_work(imported)
