"""What levels are called, by their keys."""

from collections.abc import Iterable

from dinghuo.foundation.actor import Actor
from dinghuo.members.models import Level


def level_names(actor: Actor, keys: Iterable[str]) -> dict[str, dict[str, str]]:
    """By key: the name by language, the usual one under "". One statement."""
    wanted = [key for key in keys if key]
    rows = Level.objects.filter(market_id=actor.market_id, key__in=wanted)
    return {row.key: {**row.names, "": row.name} for row in rows}
