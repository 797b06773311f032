"""How many goods a list holds, of which brands, and with which attributes: counted up to a bound, so that a huge list
costs no more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, F, Func, QuerySet, Value, When
from django.db.models.expressions import Combinable

from dinghuo.catalogue.models import Brand, Listing, ShelfRow
from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.assortment import Range, range_of
from dinghuo.catalogue.queries.list_products import (
    Wanted,
    leads,
    narrowed,
    question_of,
    siblings,
    trait_lists,
)
from dinghuo.catalogue.queries.question import Question
from dinghuo.catalogue.queries.search import matches
from dinghuo.catalogue.queries.search_near import FEW, with_near
from dinghuo.catalogue.queries.templates import Template, TemplateAttribute, template_of_path
from dinghuo.foundation.actor import Actor, require

#: Rows that are counted; of more it is told that there are more.
BOUND = 5000
#: Values of attributes that are told of one count.
MOST_VALUES = 400
#: Filters that are counted by themselves: with more, the others' counts are those of what is found.
MOST_COUNTED = 8
BRANDS = ""


@dataclass(frozen=True, slots=True)
class BrandCount:
    """A brand among the rows, and of how many."""

    key: str
    name: str
    names: Mapping[str, str]
    count: int


@dataclass(frozen=True, slots=True)
class AttributeCount:
    """An attribute by which the rows can be filtered: each value with how many rows have it, in the template's order or
    the most frequent first."""

    attribute: TemplateAttribute
    values: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Facets:
    """`total` rows, or at least that many if `is_bounded`; brands with the most rows first. The values of a filter in
    use are counted as if it weren't: what another choice would give."""

    total: int
    is_bounded: bool
    brands: Sequence[BrandCount]
    attributes: Sequence[AttributeCount] = ()


def facets(actor: Actor, place: UUID | Range | None, wanted: Wanted | None = None) -> Facets:
    """Count the rows of a list (of a storefront, or of the range that it is known to show). At most nine statements,
    however many filters and values; three more for a search that finds hardly anything."""
    require(actor, SEE_PRODUCTS)
    wanted = wanted or Wanted()
    shown = range_of(actor, place, wanted.buyer_id)
    own = [*([BRANDS] if wanted.brands else []), *wanted.traits][:MOST_COUNTED]
    # The list itself, then as it would be without each of its filters.
    lists = [wanted, *(_without(wanted, key) for key in own)]
    question = question_of(actor, wanted)
    counted = _count(actor, [_found(actor, shown, each, question) for each in lists])
    if question and counted.total < FEW:
        known = None if wanted.is_narrowed else [counted.best] * counted.total
        nearer = with_near(actor, shown, question, known)
        if nearer.near_ids:
            counted = _count(actor, [_found(actor, shown, each, nearer) for each in lists])
    brands, values = counted.brands, counted.values
    # What a filter's own values are counted in: the list without that filter.
    counted_in = {key: number for number, key in enumerate(own, start=1)}
    template = template_of_path(actor, _common_path(counted.span))
    return Facets(
        total=counted.total,
        is_bounded=counted.total >= BOUND,
        brands=_brands(actor, brands.get(counted_in.get(BRANDS, 0), {})),
        attributes=_attributes(template, values, counted_in),
    )


def _without(wanted: Wanted, key: str) -> Wanted:
    if key == BRANDS:
        return replace(wanted, brands=())
    return replace(wanted, traits={each: kept for each, kept in wanted.traits.items() if each != key})


def _found(actor: Actor, shown: Range, wanted: Wanted, question: Question | None) -> QuerySet[ShelfRow, Any]:
    rows = narrowed(actor, shown, wanted)
    column = "traits"
    if wanted.grouped:
        rows = rows.annotate(values=_values_of(actor, shown, wanted))
        column = "values"
    columns = ("brand_id", "category_path", column)
    if question is None:
        return leads(rows, wanted).values_list(*columns, Value(0))[:BOUND]
    first, *others = [
        rows.filter(kind).values_list(*columns, Value(match.value))[:BOUND]
        for match, kind in matches(actor, question)
    ]
    return first.union(*others, all=True)[:BOUND]


def _values_of(actor: Actor, shown: Range, wanted: Wanted) -> Combinable:
    """What a product says of itself in all its variants that are shown and that the filters leave: of what is asked for
    in red, the sizes in red. Where all of them are, it stands in the row."""
    left = siblings(actor, shown, trait_lists(wanted.traits)).values_list(Func("traits", function="unnest"))
    found = ArraySubquery(left.distinct())
    if wanted.traits or shown.by_variant:
        return found
    sometimes = Listing.objects.filter(market_id=actor.market_id, listed=True, always=False)
    return Case(When(product_id__in=sometimes.values("product_id"), then=found), default=F("product_traits"))


@dataclass
class Counted:
    """Of the first list how many rows, their first and last category, and the best kind of match; of each list, by its
    number, how many rows have a brand or a trait."""

    total: int = 0
    best: int = 0
    span: tuple[str, str] = ("", "")
    brands: dict[int, dict[UUID, int]] = field(default_factory=dict)
    values: dict[int, dict[str, int]] = field(default_factory=dict)


def _count(actor: Actor, lists: Sequence[QuerySet[ShelfRow, Any]]) -> Counted:
    """Count the lists. One statement.

    Only attributes that may be filtered by are counted: their keys are looked up, because which of them the rows have
    isn't known before.
    """
    parts: list[str] = []
    parameters: list[Any] = []
    counts: list[str] = []
    for number, rows in enumerate(lists):
        try:
            statement, bound = rows.query.sql_with_params()
        except EmptyResultSet:
            # An unknown category or brand: nothing to ask the database for.
            continue
        parts.append(f"found{number} (brand_id, path, traits, match) AS MATERIALIZED ({statement})")
        parameters += bound
        counts.append(
            f"(SELECT {number}, 'brand', brand_id::text, count(*) FROM found{number} GROUP BY brand_id)"
            f" UNION ALL (SELECT {number}, 'trait', trait, count(*) FROM found{number}, unnest(traits) trait"
            f" WHERE split_part(trait, '=', 1) IN (SELECT key FROM filters) GROUP BY trait"
            f" ORDER BY count(*) DESC, trait LIMIT {MOST_VALUES})"
            f" UNION ALL (SELECT {number}, 'first', min(path), 0 FROM found{number})"
            f" UNION ALL (SELECT {number}, 'last', max(path), min(match) FROM found{number})"
        )
    if not parts:
        return Counted()
    filters = "filters AS (SELECT DISTINCT key FROM catalogue_attribute WHERE market_id = %s AND filterable)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {filters}, {', '.join(parts)} {' UNION ALL '.join(counts)}", [actor.market_id, *parameters]
        )
        return _counted(cursor.fetchall())


def _counted(rows: Sequence[tuple[int, str, str | None, int]]) -> Counted:
    counted = Counted()
    spans: dict[int, dict[str, str]] = {}
    for number, kind, value, count in rows:
        if kind == "brand" and number == 0:
            counted.total += count
        if value is None:
            continue
        if kind == "trait":
            counted.values.setdefault(number, {})[value] = count
        elif kind == "brand":
            counted.brands.setdefault(number, {})[UUID(value)] = count
        else:
            spans.setdefault(number, {})[kind] = value
            counted.best = count if (number, kind) == (0, "last") else counted.best
    if spans:
        # Where nothing is found, what would be without one of the filters says which attributes there are.
        span = spans[min(spans)]
        counted.span = span["first"], span["last"]
    return counted


def _common_path(span: tuple[str, str]) -> str:
    """The category that holds all: in the order of paths, what the first and the last have in common all have."""
    first, last = (path.split("/")[:-1] for path in span)
    common = []
    for one, other in zip(first, last, strict=False):
        if one != other:
            break
        common.append(f"{one}/")
    return "".join(common)


def _brands(actor: Actor, counts: Mapping[UUID, int]) -> list[BrandCount]:
    brands = Brand.objects.filter(market_id=actor.market_id, id__in=list(counts))
    listed = [BrandCount(brand.key, brand.name, brand.names, counts[brand.id]) for brand in brands]
    return sorted(listed, key=lambda brand: (-brand.count, brand.name))


def _attributes(
    template: Template, values: Mapping[int, Mapping[str, int]], place: Mapping[str, int]
) -> list[AttributeCount]:
    found = []
    for attribute in template.attributes:
        if not attribute.filterable:
            continue
        counts = values.get(place.get(attribute.key, 0), {})
        start = f"{attribute.key}="
        told = [
            (trait.removeprefix(start), count) for trait, count in counts.items() if trait.startswith(start)
        ]
        if told:
            found.append(AttributeCount(attribute, _ordered(attribute, told)))
    return found


def _ordered(attribute: TemplateAttribute, told: list[tuple[str, int]]) -> list[tuple[str, int]]:
    order = {each.key: place for place, each in enumerate(attribute.choices)}
    return sorted(told, key=lambda row: (order.get(row[0], 0), -row[1], row[0]))
