"""An article in a place with everything that is reckoned of it, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.procurement.rules.levels import Demand, Levels
from dinghuo.procurement.rules.quantity import Terms, life_cap, quantity_of, standing_of
from dinghuo.procurement.states import Standing

ZERO = Decimal(0)
#: More than this many days' demand beyond the level to fill up to is too much.
OVER_DAYS = 60


@dataclass(frozen=True, slots=True)
class Held:
    """What counts as there, in base units: free and promised, coming from other places and suppliers, owed beyond that;
    `kept`: what nobody is promised of goods that lie with a keeper."""

    on_hand: Decimal = ZERO
    reserved: Decimal = ZERO
    underway: Decimal = ZERO
    coming: Decimal = ZERO
    owed: Decimal = ZERO
    kept: Decimal = ZERO

    @property
    def position(self) -> Decimal:
        """What can be counted on, once everything has come and gone."""
        return self.free + self.underway + self.coming - self.owed

    @property
    def free(self) -> Decimal:
        """What lies here or with a keeper, and is promised to nobody."""
        return self.on_hand - self.reserved + self.kept


@dataclass(frozen=True, slots=True)
class Article:
    """What is replenished, where, and by whom (`seller_id` None: nobody else offers it)."""

    variant_id: UUID
    sku: str
    name: str
    names: Mapping[str, str]
    unit: str
    warehouse_id: UUID
    warehouse: str
    warehouse_name: str
    warehouse_names: Mapping[str, str]
    seller_id: UUID | None
    seller_code: str
    seller_name: str
    seller_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """All that is known of an article in a place. `is_manual`: its levels are set by hand. `cap`: what would sell while
    fresh, None for what keeps."""

    article: Article
    demand: Demand
    levels: Levels
    held: Held
    terms: Terms
    total: Decimal
    window_days: int
    lead_time_days: int
    review_days: int
    service_percent: Decimal
    factor: float
    is_manual: bool = False
    keeps_days: int | None = None
    least_days: int = 0

    @property
    def cap(self) -> Decimal | None:
        """What sells while the goods are fresh enough."""
        return life_cap(self.demand.per_day, self.keeps_days, self.least_days)

    @property
    def standing(self) -> Standing:
        """Whether it is low, enough or too much."""
        over = Decimal(str(round(self.demand.per_day * OVER_DAYS, 6)))
        return standing_of(self.held.position, self.levels.reorder_point, self.levels.order_up_to, over)

    @property
    def proposed(self) -> Decimal:
        """What to order now, in base units."""
        if self.standing != Standing.LOW or self.article.seller_id is None:
            return ZERO
        return quantity_of(self.held.position, self.levels.order_up_to, self.terms, self.cap)

    @property
    def days_left(self) -> float | None:
        """How long what is free lasts at this pace; None where nothing is asked for."""
        return max(float(self.held.free), 0.0) / self.demand.per_day if self.demand.per_day else None

    def reason(self) -> dict[str, Any]:
        """The figures as plain values, to be kept with what was proposed."""
        held, levels, cap = self.held, self.levels, self.cap
        return {
            "window_days": self.window_days,
            "total": str(self.total),
            "per_day": f"{self.demand.per_day:.2f}",
            "deviation": f"{self.demand.deviation:.2f}",
            "lead_time_days": self.lead_time_days,
            "review_days": self.review_days,
            "service_percent": str(self.service_percent),
            "factor": f"{self.factor:.2f}",
            "safety": str(levels.safety),
            "reorder_point": str(levels.reorder_point),
            "order_up_to": str(levels.order_up_to),
            "is_manual": self.is_manual,
            "on_hand": str(held.on_hand),
            "reserved": str(held.reserved),
            "underway": str(held.underway),
            "coming": str(held.coming),
            "owed": str(held.owed),
            "kept": str(held.kept),
            "position": str(held.position),
            "minimum": str(self.terms.minimum),
            "step": str(self.terms.step),
            "cap": None if cap is None else str(cap),
            "keeps_days": self.keeps_days,
            "least_days": self.least_days,
            "proposed": str(self.proposed),
        }
