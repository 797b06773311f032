"""Queues the job that works on an import."""

from procrastinate.contrib.django import app

from dinghuo.integration.models import Import

WORK = "dinghuo.integration.jobs.work_on_import"


def start_work(imported: Import) -> None:
    """Queue it in the caller's transaction. Twice does no harm: the work knows how far it is."""
    app.configure_task(WORK, allow_unknown=True, queue="imports").defer(
        market_id=str(imported.market_id), import_id=str(imported.id)
    )
