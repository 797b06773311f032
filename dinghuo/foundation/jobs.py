"""Delivers outbound messages."""

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
