"""What runs low."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import DecimalField, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from dinghuo.foundation.actor import Actor, require
from dinghuo.inventory.models import ReorderPoint
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.available import free_stock

#: A count that is shown; beyond it the exact number tells nobody anything.
MOST = 1000


@dataclass(frozen=True, slots=True)
class LowLine:
    """An article of which less is available than its owner wants to have, in base units."""

    variant_id: UUID
    sku: str
    name: str
    names: Mapping[str, str]
    unit: str
    owner_id: UUID
    owner: str
    available: Decimal
    reorder_point: Decimal


def low_stock(actor: Actor, owner_id: UUID | None = None, limit: int = 50) -> list[LowLine]:
    """The articles below their reorder point, the emptiest first. One statement."""
    require(actor, SEE_STOCK)
    rows = low_points(actor, owner_id).order_by(F("free") / (F("quantity") + 1), "variant__sku")
    found = rows.values_list(
        "variant_id",
        "variant__sku",
        "variant__name",
        "variant__names",
        "variant__product__base_unit",
        "owner_id",
        "owner__name",
        "free",
        "quantity",
    )[: min(limit, MOST)]
    return [LowLine(*row) for row in found]


def low_stock_count(actor: Actor, owner_id: UUID | None = None) -> int:
    """How many articles are below their reorder point, counted up to MOST. One statement."""
    require(actor, SEE_STOCK)
    return low_points(actor, owner_id)[:MOST].count()


def low_points(actor: Actor, owner_id: UUID | None = None) -> QuerySet[Any]:
    """The reorder points of which less is available, each with what is (`free`)."""
    points = ReorderPoint.objects.filter(market_id=actor.market_id)
    owner = owner_id if actor.scope == "market" else actor.organisation_id
    if owner is not None or actor.scope != "market":
        points = points.filter(owner_id=owner)
    free = (
        free_stock(actor)
        .filter(owner_id=OuterRef("owner_id"), variant_id=OuterRef("variant_id"))
        .values("variant_id")
        .annotate(free=Sum(F("on_hand") - F("reserved")))
        .values("free")
    )
    number = DecimalField(max_digits=18, decimal_places=6)
    return points.annotate(free=Coalesce(Subquery(free, output_field=number), 0, output_field=number)).filter(
        quantity__gt=F("free")
    )
