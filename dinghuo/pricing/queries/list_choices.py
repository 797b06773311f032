"""For whom a list may be: the levels, groups and storefronts of the market, to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.fields import translated
from dinghuo.members.models import Level
from dinghuo.organisations.models import CustomerGroup, Storefront
from dinghuo.pricing.permissions import SEE_PRICE_LISTS

Named = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ListChoices:
    """(key, name) of each; customers, branches and regions are named by their code, there are too many to list."""

    levels: Named
    groups: Named
    storefronts: Named


def list_choices(actor: Actor) -> ListChoices:
    """All that the market has. Three statements."""
    require(actor, SEE_PRICE_LISTS)
    market: dict[str, Any] = {"market_id": actor.market_id}
    return ListChoices(
        levels=_named(Level.objects.filter(**market).order_by("rank", "name")),
        groups=_named(CustomerGroup.objects.filter(**market).order_by("name")),
        storefronts=_named(Storefront.objects.filter(**market).order_by("name")),
    )


def _named(rows: Iterable[Any]) -> Named:
    return [(row.key, translated(row.name, row.names)) for row in rows]
