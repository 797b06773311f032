"""Runs what follows from an event: each reaction once, in a transaction of its own."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from dinghuo.foundation.reacting import react_once
from dinghuo.reactions.table import TABLE


@app.task(
    name="dinghuo.reactions.jobs.react",
    queue="reactions",
    retry=RetryStrategy(max_attempts=10, exponential_wait=3),
)
def react(market_id: str, event_id: str) -> None:
    """Run every reaction to an event that hasn't had its effect yet; a failing one doesn't stop the others."""
    react_once(UUID(market_id), UUID(event_id), TABLE)
