"""Finds the levels of a market, and which of them a buyer has had."""

from datetime import datetime
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.members.models import Level, LevelGrant
from dinghuo.members.permissions import SEE_LEVELS
from dinghuo.organisations.queries.reach import visible_organisation


def levels(actor: Actor) -> list[Level]:
    """The levels of the market, the best first."""
    require(actor, SEE_LEVELS)
    return list(Level.objects.filter(market_id=actor.market_id).order_by("-rank"))


def level_history(actor: Actor, buyer_id: UUID) -> list[LevelGrant]:
    """Which levels a buyer has had, has, and will have, the latest first. Raises NotFound for a foreign buyer."""
    require(actor, SEE_LEVELS)
    buyer = visible_organisation(actor, buyer_id)
    rows = LevelGrant.objects.filter(market_id=actor.market_id, buyer_id=buyer.id)
    return list(rows.select_related("level").order_by("-valid__startswith"))


def level_at(actor: Actor, buyer_id: UUID, at: datetime) -> Level | None:
    """The level a buyer has at an instant, None for none."""
    grant = (
        LevelGrant.objects.filter(market_id=actor.market_id, buyer_id=buyer_id, valid__contains=at)
        .select_related("level")
        .first()
    )
    return grant.level if grant else None
