"""The tax rates that are kept by goods and region, for who keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from dinghuo.catalogue.models import Category, Product, TaxRate
from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import translated
from dinghuo.organisations.queries.today import zone_of
from dinghuo.organisations.rules.regions import region

MOST = 1000


@dataclass(frozen=True, slots=True)
class RateLine:
    """A rate with what it names: code or key (empty: all goods) and name, the region's name (empty: everywhere), and
    its days, both included. `when`: past, now or later."""

    rate: TaxRate
    goods: str
    goods_name: str
    region_name: str
    starts_on: date
    ends_on: date | None
    when: str


def tax_rates(actor: Actor) -> list[RateLine]:
    """All rates of the market, what counts now first, then what comes; at most a thousand. Three statements."""
    require(actor, SEE_PRODUCTS)
    rows = list(kept_rates(actor).order_by("target", "region_code", "-valid")[:MOST])
    words = _words(actor, rows, "product", Product, "code") | _words(actor, rows, "category", Category, "key")
    zone = ZoneInfo(zone_of(actor))
    lines = [_line(row, words, zone) for row in rows]
    return sorted(lines, key=lambda line: ("now", "later", "past").index(line.when))


def kept_rates(actor: Actor) -> QuerySet[TaxRate]:
    """Those of the actor's market. Checks nothing."""
    return TaxRate.objects.filter(market_id=actor.market_id)


def _words(
    actor: Actor, rows: Sequence[TaxRate], kind: str, model: Any, column: str
) -> dict[UUID, tuple[str, str]]:
    ids = {row.target_id for row in rows if row.target == kind}
    found = model.objects.filter(market_id=actor.market_id, id__in=ids) if ids else ()
    return {row.id: (getattr(row, column), translated(row.name, row.names)) for row in found}


def _line(row: TaxRate, words: dict[UUID, tuple[str, str]], zone: ZoneInfo) -> RateLine:
    code, name = words.get(row.target_id, ("", ""))
    place = region(row.region_code) if row.region_code else None
    start, end = row.valid.lower, row.valid.upper
    when = "past" if end and end <= now() else "later" if start > now() else "now"
    last = (end.astimezone(zone) - timedelta(seconds=1)).date() if end else None
    return RateLine(row, code, name, place.name if place else "", start.astimezone(zone).date(), last, when)
