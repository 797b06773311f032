"""Which level a buyer has."""

from datetime import datetime
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.members.models import LevelGrant


def level_of(actor: Actor, buyer_id: UUID, at: datetime | None = None) -> UUID | None:
    """The id of the buyer's level at an instant (default: now); None without one."""
    grants = LevelGrant.objects.filter(
        market_id=actor.market_id, buyer_id=buyer_id, valid__contains=at or now()
    )
    return grants.values_list("level_id", flat=True).first()
