"""Writes what a house's suppliers may expect of it, or takes it away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.organisations.queries.today import today
from dinghuo.procurement.models import Forecast
from dinghuo.procurement.rules.figures import Figure

#: How far a supplier sees.
DAYS = 28


@dataclass
class _Sum:
    per_day: float = 0.0
    proposed: Decimal = Decimal(0)
    beyond: float = 0.0
    soonest: float | None = None

    def add(self, each: Figure) -> None:
        self.per_day += each.demand.per_day
        self.proposed += each.proposed
        self.beyond += max(each.demand.per_day * DAYS - float(each.held.position), 0.0)
        if each.demand.per_day:
            above = float(each.held.position - each.levels.reorder_point)
            days = max(above, 0.0) / each.demand.per_day
            self.soonest = days if self.soonest is None else min(self.soonest, days)

    @property
    def weeks(self) -> Decimal:
        """What will be wanted beyond what there is."""
        return Decimal(f"{max(self.beyond, float(self.proposed)):.0f}")

    @property
    def is_needed(self) -> bool:
        """False for what lasts longer than a supplier sees: of that there is nothing to tell."""
        return self.weeks > 0 or (self.soonest is not None and self.soonest <= DAYS)


def write_forecasts(actor: Actor, owner_id: UUID, found: Sequence[Figure], *, shares: bool) -> None:
    """Replace the owner's forecasts, over all its warehouses: what it will order within DAYS. Two statements."""
    Forecast.objects.filter(market_id=actor.market_id, owner_id=owner_id).delete()
    if not shares:
        return
    sums: dict[tuple[UUID, UUID], _Sum] = {}
    for each in found:
        if each.article.seller_id is not None and (each.demand.per_day or each.proposed):
            key = (each.article.seller_id, each.article.variant_id)
            sums.setdefault(key, _Sum()).add(each)
    day = today(actor)
    Forecast.objects.bulk_create(
        Forecast(
            market_id=actor.market_id,
            owner_id=owner_id,
            seller_id=seller_id,
            variant_id=variant_id,
            per_day=Decimal(f"{one.per_day:.6f}"),
            now_needed=one.proposed,
            weeks_needed=one.weeks,
            next_order=_day(day, one.soonest),
        )
        for (seller_id, variant_id), one in sums.items()
        if one.is_needed
    )


def _day(day: date, days: float | None) -> date | None:
    return None if days is None or days > DAYS else day + timedelta(days=int(days))
