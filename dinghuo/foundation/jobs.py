"""Delivers outbound messages, and takes up the jobs of workers that died."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.models import OutboundMessage
from dinghuo.foundation.outbound import deliver as hand_over
from dinghuo.foundation.tenancy import acting


@app.task(
    name="dinghuo.foundation.jobs.deliver",
    queue="messages",
    retry=RetryStrategy(max_attempts=8, exponential_wait=4),
)
def deliver(market_id: str, message_id: str) -> None:
    """Deliver one message, unless that has been done."""
    with acting(Actor.system(UUID(market_id))):
        message = OutboundMessage.objects.select_for_update().filter(id=message_id, sent_at=None).first()
        if message is None:
            return
        hand_over(message)
        message.sent_at = now()
        message.save(update_fields=["sent_at"])


@app.periodic(cron="* * * * *")
@app.task(name="dinghuo.foundation.jobs.take_up_abandoned", queue="housekeeping", pass_context=False)
async def take_up_abandoned(timestamp: int) -> None:
    """Put back what a killed worker had begun: it stays in progress for good, since nobody is left to say otherwise.

    A worker counts as dead half a minute after its last heartbeat. Every job may run twice, so one that lives after all
    does no harm. There are never more of these than one worker runs at once.
    """
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
