"""Pages of goods: what a storefront shows, by category, brand and search."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Brand, Category, ShelfRow
from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.assortment import Range, below, range_of, settled_rows, shown_rows, standing_in
from dinghuo.catalogue.queries.by_category import MOST, categories_within, first_rows
from dinghuo.catalogue.queries.items import Item, items
from dinghuo.catalogue.queries.question import Bought, Question, read_question
from dinghuo.catalogue.queries.search import matches
from dinghuo.catalogue.queries.search_near import FEW, with_near
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.paging import Page, beyond, bounded, decode_cursor, encode_cursor


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to. `category` and `brands` are keys; `only` is a condition of a domain above (in stock)
    on the row's `variant_id`; `grouped` shows each product once, by its first variant. `traits`: of each attribute
    any of these values. `buyer_id`: the customer who sees it, and whose own codes count (None: the actor's
    organisation); what it has `bought` comes first among what is found by name."""

    search: str = ""
    category: str = ""
    brands: Sequence[str] = ()
    only: Exists | Q | None = None
    grouped: bool = False
    traits: Mapping[str, Sequence[str]] = field(default_factory=dict)
    buyer_id: UUID | None = None
    bought: Bought = field(default_factory=Bought)

    @property
    def is_of_category(self) -> bool:
        """True if nothing but the category leaves rows out."""
        return not (self.search or self.brands or self.traits or self.only is not None)

    @property
    def is_narrowed(self) -> bool:
        """True if anything but the search leaves rows out."""
        return bool(self.category or self.brands or self.traits or self.only is not None)


@dataclass(frozen=True)
class Sort:
    """The columns of an order, how their values come back out of a cursor, and the first column written so that no
    index walks in that order. All ascending, or all descending."""

    columns: tuple[str, ...]
    kinds: tuple[Callable[[str], Any], ...]
    unwalked: Combinable
    descending: bool = False

    def order(self, is_narrowed: bool = False) -> list[Any]:
        """What to order rows by. A word that many names hold is found quickest by walking the index in this order.
        But where a category, say, holds none of them, that is a walk through everything, and the planner can't know:
        so it may not walk where the list is narrowed."""
        first: Any = self.unwalked if is_narrowed else F(self.columns[0])
        expressions = [first, *(F(column) for column in self.columns[1:])]
        return [each.desc() if self.descending else each.asc() for each in expressions]

    def beyond(self, values: Sequence[object] | None) -> Q:
        """The rows after a cursor."""
        if self.descending and values:
            return Q(**{f"{self.columns[0]}__lt": values[0]})
        return beyond(self.columns, values)


RELEVANCE = "relevance"
BY_NAME = Sort(("sort_key", "variant_id"), (str, UUID), Concat("sort_key", Value("")))
SORTS = {
    "name": BY_NAME,
    "sku": Sort(("sku", "variant_id"), (str, UUID), Concat("sku", Value(""))),
    # Ids are made in the order of time.
    "newest": Sort(("variant_id",), (UUID,), Cast("variant_id", TextField()), descending=True),
    "sold": Sort(("less_sold", "sort_key", "variant_id"), (int, str, UUID), F("less_sold") + 0),
}


def list_products(
    actor: Actor,
    place: UUID | Range | None,
    wanted: Wanted | None = None,
    sort: str = RELEVANCE,
    after: str | None = None,
    limit: int | None = None,
) -> Page[Item]:
    """A page of what a storefront shows (None: everything offered in the market; or the range that it is known to
    show), by keyset.

    By relevance a search is in the order of its kinds of match, then by name, and a list without one by name. A search
    that finds hardly anything finds what is nearly so too. At most eight statements, and three more for the latter.
    Raises Invalid for a cursor of another list.
    """
    require(actor, SEE_PRODUCTS)
    wanted = wanted or Wanted()
    shown = range_of(actor, place, wanted.buyer_id)
    size = bounded(limit)
    found = _found(actor, shown, wanted, sort, after, size)
    ids = [row[-1] for row in found[:size]]
    page = items(actor, standing_in(actor, shown, ids) if wanted.grouped else ids, shown, wanted.grouped)
    return Page(page, encode_cursor(found[size - 1]) if len(found) > size else None)


def items_of(
    actor: Actor, storefront_id: UUID | None, variant_ids: Sequence[UUID], wanted: Wanted
) -> list[Item]:
    """These variants as a list shows them, with the storefront's offers. Two statements, or four."""
    shown = range_of(actor, storefront_id, wanted.buyer_id)
    ids = standing_in(actor, shown, variant_ids) if wanted.grouped else variant_ids
    return items(actor, ids, shown, wanted.grouped)


def variants_found(
    actor: Actor, storefront_id: UUID | None, wanted: Wanted, most: int
) -> list[tuple[str, UUID]]:
    """The first variants of a list by name, each with its place among names: for whoever puts them in another order."""
    require(actor, SEE_PRODUCTS)
    return _found(actor, range_of(actor, storefront_id, wanted.buyer_id), wanted, "name", None, most - 1)


def _found(
    actor: Actor, shown: Range, wanted: Wanted, sort: str, after: str | None, size: int
) -> list[tuple[Any, ...]]:
    question = question_of(actor, wanted)
    order = BY_NAME if sort == RELEVANCE else SORTS.get(sort) or _unknown(sort)
    if (
        question is None
        and order is BY_NAME
        and wanted.is_of_category
        and (wanted.category or not shown.whole)
    ):
        found = _of_category(actor, shown, wanted, after, size)
        if found is not None:
            return found
    rows = narrowed(actor, shown, wanted)
    if question is None:
        return _sorted(leads(rows, wanted), order, after, size)
    narrow = wanted.is_narrowed or not shown.whole
    if sort != RELEVANCE:
        question = with_near(actor, shown, question)
        return _searched(actor, rows, question, order, after, size, narrow)
    found = _ranked(actor, rows, question, after, size, narrow)
    if len(found) <= size and (after or len(found) < FEW):
        # All that the words find is on this page, and may be so little that the list goes on with what is near.
        known = None if wanted.is_narrowed or after else [row[0] for row in found]
        nearer = with_near(actor, shown, question, known)
        if nearer.near_ids:
            found = _ranked(actor, rows, nearer, after, size, narrow)
    return found


def _of_category(
    actor: Actor, shown: Range, wanted: Wanted, after: str | None, size: int
) -> list[tuple[Any, ...]] | None:
    """The rows by name, category by category; None where there are too many of these."""
    path = _path(actor, wanted.category) if wanted.category else ""
    if path is None:
        return []
    paths = categories_within(actor, shown, path)
    if len(paths) > MOST:
        return None
    beyond_it = BY_NAME.beyond(decode_cursor(after, *BY_NAME.kinds))
    return first_rows(actor, shown, paths, beyond_it, BY_NAME.columns, wanted.grouped, size + 1)


def question_of(actor: Actor, wanted: Wanted) -> Question | None:
    """The search of a list; None without one. One statement where there is one."""
    return read_question(
        actor, wanted.search, buyer_id=wanted.buyer_id, bought=wanted.bought, grouped=wanted.grouped
    )


def narrowed(actor: Actor, shown: Range, wanted: Wanted) -> QuerySet[ShelfRow]:
    """The shelf's rows in a range, narrowed by everything but the search. An unknown category or brand has none."""
    rows = settled_rows(actor, shown, wanted.grouped)
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
    asked = trait_lists(wanted.traits)
    for values in asked:
        rows = rows.filter(**{f"{column}__overlap": values})
    if wanted.grouped and (len(asked) > 1 or (asked and shown.by_variant)):
        # Of a product's variants one that is shown is to have all of them: red in S and blue in M is no red M.
        rows = rows.filter(Exists(siblings(actor, shown, asked)))
    return rows


def siblings(actor: Actor, shown: Range, asked: Sequence[Sequence[str]]) -> QuerySet[ShelfRow]:
    """The shown variants of an outer row's product that have one value of each of these."""
    rows = shown_rows(actor, shown).filter(product_id=OuterRef("product_id"))
    for values in asked:
        rows = rows.filter(traits__overlap=list(values))
    return rows


def trait_lists(traits: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The values of each attribute as rows hold them."""
    return [_clean([f"{key}={value}" for value in values]) for key, values in traits.items()]


def leads(rows: QuerySet[ShelfRow], wanted: Wanted) -> QuerySet[ShelfRow]:
    """The rows, or the first variant of each product where that is wanted."""
    return rows.filter(lead=True) if wanted.grouped else rows


def _ranked(
    actor: Actor,
    rows: QuerySet[ShelfRow],
    question: Question,
    after: str | None,
    size: int,
    is_narrowed: bool,
) -> list[tuple[Any, ...]]:
    cursor = decode_cursor(after, int, *BY_NAME.kinds)
    start = cursor[0] if cursor else 0
    branches = []
    for match, condition in matches(actor, question):
        if match.value < start:
            continue
        branch = rows.filter(condition)
        if cursor and match.value == start:
            branch = branch.filter(BY_NAME.beyond(cursor[1:]))
        ranked = branch.annotate(rank=Value(match.value)).order_by(*BY_NAME.order(is_narrowed))
        branches.append(ranked.values_list("rank", *BY_NAME.columns)[: size + 1])
    return _together(rows, branches, ("rank", *BY_NAME.columns), size)


def _searched(
    actor: Actor,
    rows: QuerySet[ShelfRow],
    question: Question,
    sort: Sort,
    after: str | None,
    size: int,
    is_narrowed: bool,
) -> list[tuple[Any, ...]]:
    """What a search finds in an order of another kind: each row by one kind of match, and all of them in order."""
    beyond_it = sort.beyond(decode_cursor(after, *sort.kinds))
    branches = [
        rows.filter(condition, beyond_it)
        .order_by(*sort.order(is_narrowed))
        .values_list(*sort.columns)[: size + 1]
        for _match, condition in matches(actor, question)
    ]
    return _together(rows, branches, [f"-{each}" if sort.descending else each for each in sort.columns], size)


def _together(
    rows: QuerySet[ShelfRow], branches: Sequence[QuerySet[ShelfRow, Any]], order: Sequence[str], size: int
) -> list[tuple[Any, ...]]:
    """Each branch stops at a page's worth of its own; the union of these is a handful of rows to put in order."""
    if not branches or rows.query.is_empty():
        # Of a union with nothing Django keeps the other side, slice and all, and can't put it in order.
        return []
    first, *others = branches
    return list(first.union(*others, all=True).order_by(*order)[: size + 1] if others else first)


def _sorted(rows: QuerySet[ShelfRow], sort: Sort, after: str | None, size: int) -> list[tuple[Any, ...]]:
    ordered = rows.filter(sort.beyond(decode_cursor(after, *sort.kinds))).order_by(*sort.order())
    return list(ordered.values_list(*sort.columns)[: size + 1])


def _unknown(sort: str) -> Sort:
    known = ", ".join([RELEVANCE, *SORTS])
    raise Invalid([Fault("sort", "unknown", _("There is no such order. Choose one of: %s.") % known)])


def _path(actor: Actor, key: str) -> str | None:
    paths = Category.objects.filter(market_id=actor.market_id, key__in=_clean([key]))
    return paths.values_list("path", flat=True).first()


def _clean(keys: Sequence[str]) -> list[str]:
    return [key for key in keys if "\0" not in key]
