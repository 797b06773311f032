"""Finds the roles of a market."""

from collections.abc import Collection

from dinghuo.foundation.actor import Actor, require
from dinghuo.organisations.models import Role


def roles(actor: Actor, doors: Collection[str] = ()) -> list[Role]:
    """The roles of the market with what they grant, those of some doors only if any are given."""
    require(actor, "organisations.see_people")
    rows = Role.objects.filter(market_id=actor.market_id).prefetch_related("grants")
    if doors:
        rows = rows.filter(door__in=doors)
    return list(rows.order_by("position"))
