"""Sets of goods for those who keep them: the list, one with all it names, and whom and what it concerns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from dinghuo.catalogue.models import Assortment, Offer, ShelfRow
from dinghuo.catalogue.permissions import SAVE_ASSORTMENT
from dinghuo.catalogue.queries.assortment import GoodsSet
from dinghuo.catalogue.queries.items import Item, items
from dinghuo.catalogue.queries.own_assortments import own_assortments
from dinghuo.catalogue.rules.named import AssortmentLine, Reach
from dinghuo.catalogue.states import AssortmentKind, OfferState, ReachKind
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.fields import translated
from dinghuo.members.models import LevelGrant
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.rules.regions import region
from dinghuo.organisations.states import Part

#: Goods and customers are counted up to here.
BOUND = 5000
EXAMPLES = 8


@dataclass(frozen=True, slots=True)
class AssortmentRow:
    """A set in the list, with how much it names."""

    assortment: Assortment
    lines: int
    reaches: int


@dataclass(frozen=True, slots=True)
class Named:
    """What a line or reach names, in words."""

    line: Any
    words: str


@dataclass(frozen=True, slots=True)
class AssortmentSheet:
    """A set with its lines and reaches in words."""

    assortment: Assortment
    lines: Sequence[Named]
    reaches: Sequence[Named]


@dataclass(frozen=True, slots=True)
class Concerned:
    """How many articles are in a set and how many buyers it counts for, with some of each; `BOUND` means more."""

    goods: int
    some_goods: Sequence[Item]
    buyers: int
    some_buyers: Sequence[Organisation]


def assortments(actor: Actor) -> list[AssortmentRow]:
    """The sets that the actor keeps, by name. One statement."""
    require(actor, SAVE_ASSORTMENT)
    rows = own_assortments(actor).annotate(
        number_items=Count("items", distinct=True),
        number_traits=Count("traits", distinct=True),
        number_reaches=Count("reaches", distinct=True),
    )
    return [
        AssortmentRow(row, row.number_items + row.number_traits, row.number_reaches)
        for row in rows.order_by("name", "id")
    ]


def assortment(actor: Actor, key: str) -> AssortmentSheet:
    """One of the sets that the actor keeps. Raises NotFound. Four statements."""
    require(actor, SAVE_ASSORTMENT)
    found = own_assortments(actor).filter(key=key.replace("\0", "")).first()
    if found is None:
        raise NotFound(f"assortment {key}")
    return AssortmentSheet(found, [*_items(found), *_traits(found)], list(_reaches(found)))


def _items(found: Assortment) -> Iterator[Named]:
    rows = found.items.select_related("category", "brand", "product", "seller").order_by("kind", "id")
    for row in rows:
        kind = AssortmentKind(row.kind)
        named = getattr(row, kind.value)
        column = "code" if kind in (AssortmentKind.PRODUCT, AssortmentKind.SELLER) else "key"
        yield Named(AssortmentLine(kind, getattr(named, column)), translated(named.name, named.names))


def _traits(found: Assortment) -> Iterator[Named]:
    for trait in found.traits.order_by("trait").values_list("trait", flat=True):
        yield Named(AssortmentLine(AssortmentKind.ATTRIBUTE, trait), "")


def _reaches(found: Assortment) -> Iterator[Named]:
    rows = found.reaches.select_related("storefront", "branch", "level", "group", "customer")
    for row in rows.order_by("excepted", "kind", "id"):
        kind = ReachKind(row.kind)
        if kind == ReachKind.EVERYBODY:
            yield Named(Reach(kind, "", row.excepted), "")
        elif kind == ReachKind.REGION:
            place = region(row.region_code)
            yield Named(Reach(kind, row.region_code, row.excepted), place.name if place else "")
        else:
            named = getattr(row, kind.value)
            column = "code" if kind in (ReachKind.BRANCH, ReachKind.CUSTOMER) else "key"
            words = translated(named.name, named.names)
            yield Named(Reach(kind, getattr(named, column), row.excepted), words)


def concerned(actor: Actor, sheet: AssortmentSheet, at: datetime) -> Concerned:
    """Which listed articles are in a set, and for which buyers it counts. Seven statements."""
    require(actor, SAVE_ASSORTMENT)
    rows = ShelfRow.objects.filter(_held(actor, set_of(sheet.assortment)), market_id=actor.market_id)
    ids = list(rows.order_by("sort_key", "variant_id").values_list("variant_id", flat=True)[:EXAMPLES])
    buyers = meant(actor, sheet.assortment, at)
    return Concerned(
        goods=len(rows.values_list("variant_id")[:BOUND]),
        some_goods=items(actor, ids),
        buyers=len(buyers.values_list("id")[:BOUND]),
        some_buyers=list(buyers.order_by("name", "id")[:EXAMPLES]),
    )


def set_of(found: Assortment) -> GoodsSet:
    """What a stored set names, whether it counts for anybody or not. Two statements."""
    rows = list(found.items.values_list("category__path", "brand_id", "product_id", "seller_id"))
    return GoodsSet(
        found.key,
        found.denies,
        of_place=True,
        of_buyer=True,
        paths=[path for path, *_ in rows if path is not None],
        brand_ids=[brand_id for _, brand_id, *_ in rows if brand_id is not None],
        product_ids=[product_id for *_, product_id, _ in rows if product_id is not None],
        seller_ids=[seller_id for *_, seller_id in rows if seller_id is not None],
        traits=list(found.traits.values_list("trait", flat=True)),
    )


def held_by(actor: Actor, goods: GoodsSet) -> Q:
    """The condition on rows of which some offer is in a set."""
    if not goods.seller_ids:
        return goods.goods
    offers = Offer.objects.filter(
        market_id=actor.market_id,
        variant_id=OuterRef("variant_id"),
        seller_id__in=goods.seller_ids,
        state=OfferState.ACTIVE.value,
    )
    return goods.goods & Q(Exists(offers))


def _held(actor: Actor, goods: GoodsSet) -> Q:
    return Q(pk__in=[]) if goods.is_empty else held_by(actor, goods)


def meant(actor: Actor, found: Assortment, at: datetime) -> QuerySet[Organisation]:
    """The buyers for whom a set counts."""
    rows = list(found.reaches.select_related("storefront", "branch", "group"))
    buyers = Organisation.objects.filter(market_id=actor.market_id, parts__contains=[Part.BUYER.value])
    included = [_whom(actor, row, at) for row in rows if not row.excepted]
    if not included:
        return buyers.none()
    whom = Q()
    for each in included:
        whom |= each
    if any(row.kind == ReachKind.EVERYBODY.value and not row.excepted for row in rows):
        whom = Q()
    for row in rows:
        if row.excepted:
            whom &= ~_whom(actor, row, at)
    return buyers.filter(whom)


def _whom(actor: Actor, row: Any, at: datetime) -> Q:
    market = {"market_id": actor.market_id}
    match ReachKind(row.kind):
        case ReachKind.EVERYBODY:
            return Q(market_id=actor.market_id)
        case ReachKind.REGION:
            return Q(region_code__startswith=row.region_code)
        case ReachKind.CUSTOMER:
            return Q(id=row.customer_id)
        case ReachKind.GROUP:
            members = row.group.members.filter(**market)
            return Q(id__in=members.values("buyer_id"))
        case ReachKind.LEVEL:
            grants = LevelGrant.objects.filter(**market, level_id=row.level_id, valid__contains=at)
            return Q(id__in=grants.values("buyer_id"))
        case ReachKind.STOREFRONT:
            return Q(id__in=row.storefront.customers.filter(**market).values("buyer_id"))
        case ReachKind.BRANCH:
            shops = row.branch.storefronts.filter(**market)
            return Q(id__in=Organisation.objects.filter(customerships__storefront__in=shops).values("id"))
