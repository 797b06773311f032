"""What a buyer has ordered lately: to order it again."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Max

from dinghuo.foundation.actor import Actor, require
from dinghuo.ordering.models import OrderLine
from dinghuo.ordering.permissions import VIEW


@dataclass(frozen=True)
class Ordered:
    """An article that was ordered before."""

    variant_id: UUID
    sku: str
    last_at: datetime
    times: int


def ordered_before(actor: Actor, limit: int = 24) -> list[Ordered]:
    """The articles that the actor's organisation has ordered, latest first."""
    require(actor, VIEW)
    rows = (
        OrderLine.objects.filter(market_id=actor.market_id, buyer_id=actor.organisation_id)
        .values("variant_id", "sku")
        .annotate(last_at=Max("order__placed_at"), times=Count("id"))
        .order_by("-last_at")[:limit]
    )
    return [Ordered(**row) for row in rows]


def quantities_of_last_time(actor: Actor, variant_ids: list[UUID]) -> dict[UUID, tuple[Decimal, str]]:
    """Quantity and unit in which each article was ordered last."""
    rows = (
        OrderLine.objects.filter(
            market_id=actor.market_id, buyer_id=actor.organisation_id, variant_id__in=variant_ids
        )
        .order_by("variant_id", "-id")
        .distinct("variant_id")
        .values_list("variant_id", "quantity", "unit")
    )
    return {variant_id: (quantity, unit) for variant_id, quantity, unit in rows}
