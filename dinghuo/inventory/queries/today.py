"""The day on which goods count as expired."""

from datetime import date

from dinghuo.foundation import clock
from dinghuo.foundation.actor import Actor


def today(actor: Actor) -> date:
    """The date in the actor's zone; goods may be sold up to and on the day they expire."""
    return clock.today(actor.time_zone)
