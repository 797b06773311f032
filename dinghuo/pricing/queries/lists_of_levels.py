"""Which levels have prices of their own."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.pricing.models import PriceList
from dinghuo.pricing.states import ListKind, ListState


def lists_of_levels(actor: Actor) -> dict[UUID, int]:
    """How many active price lists each level of the market has; levels without one aren't in it. One statement."""
    found: dict[UUID, int] = {}
    rows = PriceList.objects.filter(
        market_id=actor.market_id, kind=ListKind.LEVEL, state=ListState.ACTIVE, level__isnull=False
    )
    for level_id in rows.values_list("level_id", flat=True):
        found[level_id] = found.get(level_id, 0) + 1
    return found
