"""Pages of goods: what a storefront shows, by category, brand and search."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Exists, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Brand, Category, ShelfRow
from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.assortment import Range, below, range_of
from dinghuo.catalogue.queries.items import Item, items
from dinghuo.catalogue.queries.search import matches
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.paging import Page, beyond, bounded, decode_cursor, encode_cursor


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to. `category` and `brands` are keys; `only` is a condition of a domain above (in stock)
    on the row's `variant_id`; `grouped` shows each product once, by its first variant. `traits`: of each attribute
    any of these values."""

    search: str = ""
    category: str = ""
    brands: Sequence[str] = ()
    only: Exists | None = None
    grouped: bool = False
    traits: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def is_narrowed(self) -> bool:
        """True if anything but the search leaves rows out."""
        return bool(self.category or self.brands or self.traits or self.only is not None)


@dataclass(frozen=True)
class Sort:
    """The columns of an order, all ascending, and how their values come back out of a cursor."""

    columns: tuple[str, ...]
    kinds: tuple[Callable[[str], Any], ...]


SORTS = {
    "name": Sort(("sort_key", "variant_id"), (str, UUID)),
    "sku": Sort(("sku", "variant_id"), (str, UUID)),
}
NEWEST = "newest"


def list_products(
    actor: Actor,
    storefront_id: UUID | None,
    wanted: Wanted | None = None,
    sort: str = "name",
    after: str | None = None,
    limit: int | None = None,
) -> Page[Item]:
    """A page of what the storefront shows (None: everything offered in the market), by keyset.

    A search is in the order of its kinds of match, then by name; without one `sort` is "name", "sku" or "newest". At
    most five statements. Raises Invalid for a cursor of another list.
    """
    require(actor, SEE_PRODUCTS)
    wanted = wanted or Wanted()
    shown = range_of(actor, storefront_id)
    rows = narrowed(actor, shown, wanted)
    kinds = matches(actor, wanted.search, wanted.grouped)
    size = bounded(limit)
    if kinds:
        found = _searched(rows, kinds, after, size, is_narrowed=wanted.is_narrowed or not shown.whole)
    elif sort == NEWEST:
        found = _newest(leads(rows, wanted), after, size)
    else:
        found = _sorted(leads(rows, wanted), SORTS.get(sort) or _unknown(sort), after, size)
    page = items(actor, [row[-1] for row in found[:size]], shown.seller_ids, wanted.grouped)
    return Page(page, encode_cursor(found[size - 1]) if len(found) > size else None)


def narrowed(actor: Actor, shown: Range, wanted: Wanted) -> QuerySet[ShelfRow]:
    """The shelf's rows in a range, narrowed by everything but the search. An unknown category or brand has none."""
    rows = ShelfRow.objects.filter(shown.condition(actor), market_id=actor.market_id)
    if wanted.category:
        path = _path(actor, wanted.category)
        rows = rows.filter(below(path)) if path else rows.none()
    if wanted.brands:
        brands = Brand.objects.filter(market_id=actor.market_id, key__in=_clean(wanted.brands))
        # Read first: how many rows a brand has is known to the planner by its id, not by its key.
        rows = rows.filter(brand_id__in=list(brands.values_list("id", flat=True)))
    if wanted.only is not None:
        rows = rows.filter(wanted.only)
    column = "product_traits" if wanted.grouped else "traits"
    for key, values in wanted.traits.items():
        rows = rows.filter(**{f"{column}__overlap": _clean([f"{key}={value}" for value in values])})
    return rows


def leads(rows: QuerySet[ShelfRow], wanted: Wanted) -> QuerySet[ShelfRow]:
    """The rows, or the first variant of each product where that is wanted."""
    return rows.filter(lead=True) if wanted.grouped else rows


def _searched(
    rows: QuerySet[ShelfRow], kinds: Sequence[Q], after: str | None, size: int, is_narrowed: bool
) -> list[tuple]:
    columns = SORTS["name"].columns
    # A word that many names hold is found quickest by walking the names' index. But where a category, say, holds
    # none of them, that is a walk through everything, and the planner can't know: so it may not walk there.
    order = (Concat("sort_key", Value("")), "variant_id") if is_narrowed else columns
    if rows.query.is_empty():
        # Of a union with nothing Django keeps the other side, slice and all, and can't put it in order.
        return []
    cursor = decode_cursor(after, int, *SORTS["name"].kinds)
    start = cursor[0] if cursor else 0
    branches = []
    for rank in range(start, len(kinds)):
        branch = rows.filter(kinds[rank])
        if cursor and rank == start:
            branch = branch.filter(beyond(columns, cursor[1:]))
        ranked = branch.annotate(rank=Value(rank)).order_by(*order)
        branches.append(ranked.values_list("rank", *columns)[: size + 1])
    if not branches:
        return []
    # Each branch stops at a page's worth of its own; the union of these is a handful of rows to put in order.
    first, *others = branches
    found = first.union(*others, all=True) if others else first
    return list(found.order_by("rank", *columns)[: size + 1])


def _sorted(rows: QuerySet[ShelfRow], sort: Sort, after: str | None, size: int) -> list[tuple]:
    cursor = decode_cursor(after, *sort.kinds)
    ordered = rows.filter(beyond(sort.columns, cursor)).order_by(*sort.columns)
    return list(ordered.values_list(*sort.columns)[: size + 1])


def _newest(rows: QuerySet[ShelfRow], after: str | None, size: int) -> list[tuple]:
    # Ids are made in the order of time.
    cursor = decode_cursor(after, UUID)
    if cursor:
        rows = rows.filter(variant_id__lt=cursor[0])
    return list(rows.order_by("-variant_id").values_list("variant_id")[: size + 1])


def _unknown(sort: str) -> Sort:
    known = ", ".join([*SORTS, NEWEST])
    raise Invalid([Fault("sort", "unknown", _("There is no such order. Choose one of: %s.") % known)])


def _path(actor: Actor, key: str) -> str | None:
    paths = Category.objects.filter(market_id=actor.market_id, key__in=_clean([key]))
    return paths.values_list("path", flat=True).first()


def _clean(keys: Sequence[str]) -> list[str]:
    return [key for key in keys if "\0" not in key]
