"""Sends codes to whoever forgot a password, and clears away what the gate no longer needs."""

from datetime import timedelta
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.organisations.actions.gate.send_reset_code import send_reset_code as send
from dinghuo.organisations.models import Challenge, ResetCode, Session, SignInAttempt
from dinghuo.organisations.models.sign_in_attempt import GATE
from dinghuo.organisations.queries.gate import every_market
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.limits import SESSION_DAYS

#: Kept this long after their end, so that "who was signed in from where" can still be answered.
KEPT_DAYS = 30


@app.task(
    name="dinghuo.organisations.jobs.send_reset_code",
    queue="messages",
    retry=RetryStrategy(max_attempts=4, exponential_wait=3),
)
def send_reset_code(market_id: str, sent_to: str, language: str) -> None:
    """Send a code to whoever has this login where it was asked for, if anybody has."""
    send(visitor(UUID(market_id), language), sent_to)


@app.periodic(cron="17 3 * * *")
@app.task(name="dinghuo.organisations.jobs.clear_gate", queue="housekeeping", pass_context=False)
def clear_gate(timestamp: int) -> None:
    """Delete counted tries of yesterday, codes of yesterday, and sessions that ended a month ago."""
    at = now()
    with acting(Actor.system(GATE)):
        SignInAttempt.objects.filter(market_id=GATE, began_at__lt=at - timedelta(days=1)).delete()
        Challenge.objects.filter(market_id=GATE, expires_at__lt=at).delete()
        ResetCode.objects.filter(market_id=GATE, expires_at__lt=at - timedelta(days=1)).delete()
    with gate():
        markets = every_market()
    for market_id in markets:
        with acting(Actor.system(market_id)):
            ResetCode.objects.filter(market_id=market_id, expires_at__lt=at - timedelta(days=1)).delete()
            Challenge.objects.filter(market_id=market_id, expires_at__lt=at).delete()
            Session.objects.filter(
                market_id=market_id, created_at__lt=at - timedelta(days=SESSION_DAYS + KEPT_DAYS)
            ).delete()
            Session.objects.filter(
                market_id=market_id, revoked_at__lt=at - timedelta(days=KEPT_DAYS)
            ).delete()
