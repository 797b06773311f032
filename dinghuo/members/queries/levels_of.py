"""Which levels several buyers have."""

from collections.abc import Iterable
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.members.models import Level, LevelGrant
from dinghuo.members.permissions import SEE_LEVELS


def levels_of(actor: Actor, buyer_ids: Iterable[UUID]) -> dict[UUID, Level]:
    """The level of now of each buyer that has one. One statement."""
    require(actor, SEE_LEVELS)
    grants = LevelGrant.objects.filter(
        market_id=actor.market_id, buyer_id__in=list(buyer_ids), valid__contains=now()
    )
    return {grant.buyer_id: grant.level for grant in grants.select_related("level")}
