"""Which day it is in a market: the one way from an instant to a day, for people, keys and jobs alike."""

from datetime import date, datetime
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

from dinghuo.foundation import clock
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Market


def today(actor: Actor) -> date:
    """The day it is in the actor's market: goods may be sold up to and on the day they expire."""
    return clock.today(zone_of(actor))


def day_of(actor: Actor, instant: datetime) -> date:
    """The day in the actor's market at an instant."""
    return instant.astimezone(ZoneInfo(zone_of(actor))).date()


def zone_of(actor: Actor) -> str:
    """The zone of the actor's market. People and keys bring it along; the program itself acts in no zone of its own,
    and asks once in the life of its process: one statement."""
    return _zone(actor.market_id) if actor.is_system else actor.time_zone


# A market gets its zone when it is made, and keeps it.
@cache
def _zone(market_id: UUID) -> str:
    with acting(Actor.system(market_id), savepoint=False):
        return Market.objects.values_list("time_zone", flat=True).get(id=market_id)
