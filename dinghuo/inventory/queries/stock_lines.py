"""The balances of a seller, as a grid and by article."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from dinghuo.catalogue.rules.search_text import after_prefix
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, beyond, bounded, cut, decode_cursor
from dinghuo.inventory.models import Stock
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.low_stock import low_points
from dinghuo.organisations.queries.today import today

ORDER = ("variant__sku", "warehouse__key", "lot", "id")


@dataclass(frozen=True, slots=True)
class StockLine:
    """One balance, in base units. `available` is what may still be promised of it, as promisable.sql has it before what
    is kept back and held: `open` tells whether its place is in use; what is in transit or in a closed place is nobody's
    to promise or count, nor what is recalled or `expired`, past its last day. `keeper_id`: whose place it is."""

    stock_id: UUID
    variant_id: UUID
    sku: str
    name: str
    names: Mapping[str, str]
    unit: str
    owner_id: UUID
    owner: str
    warehouse: str
    warehouse_name: str
    warehouse_names: Mapping[str, str]
    lot: str
    expires: date | None
    on_hand: Decimal
    reserved: Decimal
    open: bool
    recalled: bool
    bin: str
    keeper_id: UUID
    owner_names: Mapping[str, str]
    expired: bool = False

    @property
    def elsewhere(self) -> bool:
        """It lies with another house, whose people count and move it."""
        return self.keeper_id != self.owner_id

    @property
    def available(self) -> Decimal:
        """What isn't promised yet, and may be."""
        may_be = self.open and not self.recalled and not self.expired
        return self.on_hand - self.reserved if may_be else Decimal(0)


def stock_grid(
    actor: Actor,
    owner_id: UUID | None = None,
    search: str = "",
    warehouse: str = "",
    after: str | None = None,
    limit: int | None = None,
    *,
    low: bool = False,
) -> Page[StockLine]:
    """The actor's own balances by SKU; who sees the whole market sees all, or one owner's. One statement.

    `search` is the beginning of a SKU, or a part of a name; `low` leaves only what is below its reorder point.
    """
    require(actor, SEE_STOCK)
    size = bounded(limit)
    stock = matching_stock(actor, owner_id, search, warehouse, low=low).filter(
        beyond(ORDER, decode_cursor(after, str, str, str, UUID))
    )
    return cut(
        read_lines(actor, stock.order_by(*ORDER)[: size + 1]),
        size,
        lambda line: (line.sku, line.warehouse, line.lot, line.stock_id),
    )


def matching_stock(
    actor: Actor, owner_id: UUID | None = None, search: str = "", warehouse: str = "", *, low: bool = False
) -> QuerySet[Stock]:
    """The balances of a filter, as `stock_grid` has them."""
    stock = visible_stock(actor, owner_id).filter(_matching(search))
    if warehouse:
        stock = stock.filter(warehouse__key=warehouse)
    if low:
        stock = stock.filter(variant_id__in=low_points(actor, owner_id).values("variant_id"))
    return stock


def stock_of(actor: Actor, sku: str, owner_id: UUID | None = None) -> list[StockLine]:
    """The balances of one article. Raises NotFound where the actor may see none."""
    require(actor, SEE_STOCK)
    lines = read_lines(actor, visible_stock(actor, owner_id).filter(variant__sku=sku).order_by(*ORDER))
    if not lines:
        raise NotFound(sku)
    return lines


def visible_stock(actor: Actor, owner_id: UUID | None = None) -> QuerySet[Stock]:
    """The balances that the actor may see: its organisation's, or any in the market."""
    stock = Stock.objects.filter(market_id=actor.market_id)
    if actor.scope != "market":
        return stock.filter(owner_id=actor.organisation_id)
    return stock if owner_id is None else stock.filter(owner_id=owner_id)


def stock_in_hands(actor: Actor) -> QuerySet[Stock]:
    """The balances that the actor's house may move: all that lies in its warehouses, whoever owns it, or in any."""
    stock = Stock.objects.filter(market_id=actor.market_id)
    return stock if actor.scope == "market" else stock.filter(warehouse__owner_id=actor.organisation_id)


def read_lines(actor: Actor, stock: QuerySet[Stock]) -> list[StockLine]:
    """Read balances with the names of what they are of. One statement."""
    rows = stock.values_list(
        "id",
        "variant_id",
        "variant__sku",
        "variant__name",
        "variant__names",
        "variant__product__base_unit",
        "owner_id",
        "owner__name",
        "warehouse__key",
        "warehouse__name",
        "warehouse__names",
        "lot",
        "expires",
        "on_hand",
        "reserved",
        "warehouse__is_active",
        "recalled",
        "bin",
        "warehouse__owner_id",
        "owner__names",
    )
    day = today(actor)
    return [_marked(StockLine(*row), day) for row in rows]


def _marked(line: StockLine, day: date) -> StockLine:
    past = line.expires is not None and line.expires < day
    return replace(line, expired=True) if past else line


def _matching(search: str) -> Q:
    text = search.replace("\0", "").strip()
    if not text:
        return Q()
    by_code = Q(variant__sku__gte=text, variant__sku__lt=after_prefix(text))
    return by_code | Q(variant__name__icontains=text)
