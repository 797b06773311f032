"""The bands of a list, and its prices that are outside of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.pricing.models import PriceBand
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.pricing.queries.bands.outside import Outside, find_outside
from dinghuo.pricing.queries.price_lists import price_list

#: Prices outside that are shown; how many there are is said.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Band:
    """At least and at most so many per cent of the parent's price (None: no bound), in goods of the category (empty: of
    all)."""

    category: str
    category_name: str
    category_names: Mapping[str, str]
    least: Decimal | None
    most: Decimal | None


@dataclass(frozen=True, slots=True)
class Child:
    """A list below another."""

    key: str
    name: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ListBands:
    """The list above (empty: none), the bands, and what is outside: the first SHOWN, and how many in all. `children`
    are the lists below."""

    parent: str
    parent_name: str
    parent_names: Mapping[str, str]
    bands: Sequence[Band]
    outside: Sequence[Outside]
    outside_count: int
    children: Sequence[Child]

    @property
    def more(self) -> int:
        """How many prices outside aren't shown."""
        return self.outside_count - len(self.outside)


def list_bands(actor: Actor, key: str) -> ListBands:
    """Those of a list that the actor may see. Raises NotFound. Four statements at most."""
    require(actor, SEE_PRICE_LISTS)
    seen = price_list(actor, key)
    rows = PriceBand.objects.filter(market_id=actor.market_id, list_id=seen.id)
    rows = rows.select_related("parent", "category").order_by("category__path")
    found = sorted(rows, key=lambda row: row.category.path if row.category else "")
    below = PriceBand.objects.filter(market_id=actor.market_id, parent_id=seen.id).order_by("list__key")
    outside = find_outside(actor, now(), lists=[seen.id], limit=SHOWN) if found else []
    above = found[0].parent if found else None
    return ListBands(
        parent=above.key if above else "",
        parent_name=above.name if above else "",
        parent_names=above.names if above else {},
        bands=[_band(row) for row in found],
        outside=outside,
        outside_count=outside[0].total if outside else 0,
        children=[
            Child(*row) for row in below.values_list("list__key", "list__name", "list__names").distinct()
        ],
    )


def _band(row: PriceBand) -> Band:
    category = row.category
    return Band(
        category=category.key if category else "",
        category_name=category.name if category else "",
        category_names=category.names if category else {},
        least=row.least,
        most=row.most,
    )


@dataclass(frozen=True, slots=True)
class OutsideBelow:
    """A list that has prices outside its band: whose, and how many."""

    key: str
    name: str
    seller_id: UUID
    parts: Sequence[str]
    count: int


def outside_below(actor: Actor, list_key: str, sku: str = "") -> list[OutsideBelow]:
    """The lists below this one, and itself, that have prices outside now or to come; `sku`: only of that article. For
    telling their keepers: it checks no permission. Two statements, one where the list is in no band."""
    rows = PriceBand.objects.filter(market_id=actor.market_id)
    rows = rows.filter(parent__key=list_key) | rows.filter(list__key=list_key)
    columns = ("list_id", "list__key", "list__name", "list__seller_id", "list__seller__parts")
    lists = {list_id: house for list_id, *house in rows.values_list(*columns).distinct()}
    if not lists:
        return []
    counts = dict.fromkeys(lists, 0)
    for found in find_outside(actor, now(), lists=list(lists)):
        counts[found.list_id] += not sku or found.sku == sku
    found_in = [(*lists[list_id], count) for list_id, count in counts.items() if count]
    return [OutsideBelow(*each) for each in found_in]
