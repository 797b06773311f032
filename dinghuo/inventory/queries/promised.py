"""What lines are promised of goods on their way, and where what they hold lies."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.models import Promise, Reservation
from dinghuo.inventory.rules.incoming import Pledge


@dataclass(frozen=True, slots=True)
class Held:
    """What a line holds in a warehouse, in base units."""

    quantity: Decimal
    name: str
    names: Mapping[str, str]


def promised(actor: Actor, line_ids: Collection[UUID]) -> dict[UUID, list[Pledge]]:
    """By line, what comes first first. One statement, none for no lines."""
    found: dict[UUID, list[Pledge]] = defaultdict(list)
    if not line_ids:
        return found
    rows = Promise.objects.filter(market_id=actor.market_id, line_id__in=list(line_ids), quantity__gt=0)
    for row in rows.order_by("supply__expected", "supply_id").values_list(
        "line_id", "supply_id", "quantity", "supply__expected", "supply__reference"
    ):
        found[row[0]].append(Pledge(*row))
    return found


def held_where(actor: Actor, line_ids: Collection[UUID]) -> dict[UUID, list[Held]]:
    """By line, in which warehouses lies what it holds. One statement, none for no lines."""
    found: dict[UUID, list[Held]] = defaultdict(list)
    if not line_ids:
        return found
    rows = Reservation.objects.filter(market_id=actor.market_id, line_id__in=list(line_ids), quantity__gt=0)
    places = rows.values_list("line_id", "stock__warehouse__name", "stock__warehouse__names")
    for line_id, name, names, quantity in places.annotate(held=Sum("quantity")).order_by(
        "stock__warehouse__priority", "stock__warehouse__name"
    ):
        found[line_id].append(Held(quantity, name, names))
    return found
