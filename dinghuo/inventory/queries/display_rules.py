"""The rules of a seller about what is shown of its stock, and for whom there could be one."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.inventory.models import DisplayRule
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.rules.shown import USUAL_BANDS
from dinghuo.members.models import Level
from dinghuo.organisations.models import CustomerGroup

__all__ = ["USUAL_BANDS", "display_audiences", "display_rules"]


def display_rules(actor: Actor) -> list[DisplayRule]:
    """The rules of the actor's organisation: groups, then levels, then everybody. One statement."""
    require(actor, SEE_STOCK)
    rows = DisplayRule.objects.filter(market_id=actor.market_id, owner_id=actor.organisation_id)
    return sorted(
        rows.select_related("group", "level"),
        key=lambda row: (row.group is None, row.level is None, str(row.group or ""), row.shows),
    )


def display_audiences(actor: Actor) -> tuple[list[CustomerGroup], list[Level]]:
    """The groups and the levels of the market, by name and from the best. Two statements."""
    require(actor, SEE_STOCK)
    market = {"market_id": actor.market_id}
    groups = CustomerGroup.objects.filter(**market).order_by("name", "id")
    return list(groups), list(Level.objects.filter(**market).order_by("-rank"))
