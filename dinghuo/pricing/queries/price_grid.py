"""A seller's prices as a sheet: what it offers down, its lists across, the prices of now in the cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.queries.offered import OfferedVariant, offered
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page
from dinghuo.pricing.models import Price
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.pricing.queries.price_lists import PriceListLine, price_lists

#: Lists side by side when none are named.
COLUMNS = 12


@dataclass(frozen=True, slots=True)
class GridPrice:
    """A price of now: from `min_quantity` of the unit on, one of it costs `amount` in the list's currency."""

    unit: str
    min_quantity: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class GridRow:
    """An article, and its prices by list id; a list without a price of it is missing."""

    variant: OfferedVariant
    prices: Mapping[UUID, Sequence[GridPrice]]


@dataclass(frozen=True, slots=True)
class PriceGrid:
    """The columns, and a page of rows."""

    lists: Sequence[PriceListLine]
    page: Page[GridRow]


def price_grid(
    actor: Actor,
    seller_id: UUID | None = None,
    list_keys: Sequence[str] = (),
    search: str = "",
    after: str | None = None,
    limit: int | None = None,
) -> PriceGrid:
    """A page of the sheet by SKU, with the lists named or, without names, the first twelve. Three statements.

    One's own sheet; who sees the whole market names a seller. Raises NotFound without one.
    """
    require(actor, SEE_PRICE_LISTS)
    seller_id = seller_id if actor.scope == "market" else actor.organisation_id
    if seller_id is None:
        raise NotFound("seller")
    lists = price_lists(actor, seller_id)
    lists = [each for each in lists if each.key in list_keys] if list_keys else lists[:COLUMNS]
    page = offered(actor, seller_id, search, after, limit)
    cells = _cells(actor, [each.id for each in lists], [each.variant_id for each in page.items])
    return PriceGrid(
        lists, page.map(lambda rows: [GridRow(row, cells.get(row.variant_id, {})) for row in rows])
    )


def _cells(
    actor: Actor, list_ids: Sequence[UUID], variant_ids: Sequence[UUID]
) -> dict[UUID, dict[UUID, list[GridPrice]]]:
    rows = Price.objects.filter(
        market_id=actor.market_id, list_id__in=list_ids, variant_id__in=variant_ids, valid__contains=now()
    ).order_by("unit", "min_quantity")
    cells: dict[UUID, dict[UUID, list[GridPrice]]] = {}
    for row in rows:
        price = GridPrice(row.unit, row.min_quantity, row.amount)
        cells.setdefault(row.variant_id, {}).setdefault(row.list_id, []).append(price)
    return cells
