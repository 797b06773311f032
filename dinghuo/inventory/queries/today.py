"""The day on which goods count as expired."""

from datetime import date
from zoneinfo import ZoneInfo

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now


def today(actor: Actor) -> date:
    """The date in the actor's zone; goods may be sold up to and on the day they expire."""
    return now().astimezone(ZoneInfo(actor.time_zone)).date()
