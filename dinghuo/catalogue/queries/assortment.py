"""What a storefront shows to a buyer: the sets of goods that count, for lists, search, orders and everything else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from dinghuo.catalogue.models import Offer, ShelfRow
from dinghuo.catalogue.queries.kits import all_parts_shown
from dinghuo.catalogue.queries.on_sale import has_open, open_offers
from dinghuo.catalogue.rules.search_text import after_prefix
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.settled import settled
from dinghuo.foundation.statements import beside, fetch

SETS = beside(__file__, "sets")
SHOWN = beside(__file__, "shown")


def with_assortments(statement: str) -> str:
    """A statement with the sets that count in place of {sets}, and what is shown of them in place of {shown}."""
    return statement.replace("{sets}", SETS).replace("{shown}", SHOWN)


@dataclass(frozen=True)
class GoodsSet:
    """A set that counts. `of_place`: it is attached to the place; `of_buyer`: to the buyer (it may be both). Goods are
    in it that are named (if none are, all) and have, of each attribute, one of the values; and are one seller's."""

    key: str
    denies: bool
    of_place: bool
    of_buyer: bool
    paths: Sequence[str] = ()
    brand_ids: Sequence[UUID] = ()
    product_ids: Sequence[UUID] = ()
    seller_ids: Sequence[UUID] = ()
    traits: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        """True if it names nothing at all: then nothing is in it."""
        return not (self.named or self.traits or self.seller_ids)

    @property
    def named(self) -> bool:
        """True if it names goods, not only what they say or who sells them."""
        return bool(self.paths or self.brand_ids or self.product_ids)

    @property
    def goods(self) -> Q:
        """The condition on rows, whoever sells them; empty: all."""
        goods = Q()
        for path in self.paths:
            goods |= below(path)
        if self.brand_ids:
            goods |= Q(brand_id__in=self.brand_ids)
        if self.product_ids:
            goods |= Q(product_id__in=self.product_ids)
        by_attribute: dict[str, list[str]] = {}
        for trait in self.traits:
            by_attribute.setdefault(trait.split("=", 1)[0], []).append(trait)
        for values in by_attribute.values():
            goods &= Q(traits__overlap=values)
        return goods


@dataclass(frozen=True)
class Range:
    """What a storefront shows to a buyer: nothing of a denying set; of the allowing sets attached to the place what is
    in one of them, and the same of those attached to the buyer. No set: everything that is offered."""

    storefront_id: UUID | None = None
    buyer_id: UUID | None = None
    sets: Sequence[GoodsSet] = ()
    settled: dict[bool, QuerySet[ShelfRow]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def whole(self) -> bool:
        """True if it shows everything that is offered."""
        return not self.sets

    @property
    def names_sellers(self) -> bool:
        """True if it shows one seller's offers of the same goods and another's not."""
        return any(each.seller_ids for each in self.sets)

    @property
    def by_variant(self) -> bool:
        """True if it may show one variant of a product and another not."""
        return any(each.seller_ids or each.traits for each in self.sets)

    @property
    def only_paths(self) -> Sequence[str] | None:
        """The paths of the categories that it shows whole (empty: all of them); None if it cuts through them."""
        if self.whole:
            return ()
        only, *others = self.sets
        named = only.brand_ids or only.product_ids or only.traits or only.seller_ids
        return None if others or only.denies or named else only.paths or None

    @property
    def values(self) -> Mapping[str, Any]:
        """What statements with sets in them ask about."""
        return {"storefront": self.storefront_id, "buyer": self.buyer_id, "at": now()}

    def condition(self, actor: Actor) -> Q:
        """The condition on shelf rows. Written with constants, because only these let the planner choose an index.

        A kit is shown to who is shown all its parts."""
        alone = self._alone(actor)
        if alone is NOTHING or self.storefront_id is None:
            return alone
        return alone & all_parts_shown(actor, alone)

    def _alone(self, actor: Actor) -> Q:
        """The condition, whatever the parts of kits are."""
        kinds = self._kinds_of_sellers()
        if not kinds:
            whole = _both(self._clauses(frozenset()))
            return NOTHING if whole is None else whole & self._has_offer(actor)
        shown = []
        for names, seller_ids in kinds.items():
            row = _both(self._clauses(names))
            if row is not None:
                shown.append(row & Q(Exists(self._offers(actor, Q(seller_id__in=seller_ids)))))
        others = _both(self._clauses(frozenset()))
        if others is not None:
            every = [seller_id for seller_ids in kinds.values() for seller_id in seller_ids]
            shown.append(others & Q(Exists(self._offers(actor, ~Q(seller_id__in=every)))))
        return reduce(or_, shown) if shown else NOTHING

    def is_open(self, actor: Actor) -> Q:
        """The condition on shelf rows that some offer is open where the buyer is, of them and of the parts of kits."""
        has_offer = self._has_offer(actor)
        return has_offer & all_parts_shown(actor, has_offer) if self.storefront_id else has_offer

    def _has_offer(self, actor: Actor) -> Q:
        return has_open(actor, self.storefront_id, self.buyer_id)

    def _offers(self, actor: Actor, sellers: Q) -> QuerySet[Offer]:
        is_open = open_offers(actor, self.storefront_id, self.buyer_id)
        return Offer.objects.filter(
            sellers, is_open, market_id=actor.market_id, variant_id=OuterRef("variant_id")
        )

    def _kinds_of_sellers(self) -> dict[frozenset[int], list[UUID]]:
        """The sellers that are named, by which of the sets name them: of a kind all are treated alike."""
        named: dict[UUID, set[int]] = {}
        for place, each in enumerate(self.sets):
            for seller_id in each.seller_ids:
                named.setdefault(seller_id, set()).add(place)
        kinds: dict[frozenset[int], list[UUID]] = {}
        for seller_id, places in named.items():
            kinds.setdefault(frozenset(places), []).append(seller_id)
        return kinds

    def _clauses(self, names: frozenset[int]) -> Iterator[Q | None]:
        """What must all be true of a row for the offer of a seller whom these sets name; None can't be true."""
        held = [
            None if each.is_empty or (each.seller_ids and place not in names) else each.goods
            for place, each in enumerate(self.sets)
        ]
        for each, goods in zip(self.sets, held, strict=True):
            if each.denies and goods is not None:
                yield ~goods if goods else None
        for attached in ("of_place", "of_buyer"):
            allowing = [
                goods
                for each, goods in zip(self.sets, held, strict=True)
                if not each.denies and getattr(each, attached)
            ]
            if allowing:
                yield _either(allowing)


#: A condition that no row meets.
NOTHING = Q(pk__in=[])


def _both(clauses: Iterator[Q | None]) -> Q | None:
    found = list(clauses)
    return None if None in found else reduce(and_, (each for each in found if each is not None), Q())


def _either(conditions: Sequence[Q | None]) -> Q | None:
    possible = [each for each in conditions if each is not None]
    if not possible:
        return None
    # An empty condition is met by all, and so is whatever it is one side of.
    return reduce(or_, possible) if all(possible) else Q()


def below(path: str) -> Q:
    """The rows of a category and of all its descendants, as a range of the index."""
    return Q(category_path__gte=path, category_path__lt=after_prefix(path))


def range_of(actor: Actor, place: UUID | Range | None, buyer_id: UUID | None = None) -> Range:
    """What a storefront shows to a buyer (None: the actor's organisation; a guest has none); without a storefront
    everything. One statement, none for a range: that is what it is."""
    if isinstance(place, Range):
        return place
    storefront_id = place
    shown = Range(storefront_id, buyer_id or actor.organisation_id)
    if storefront_id is None:
        return shown
    rows = fetch(SETS, {"market": actor.market_id, **shown.values})
    return Range(
        storefront_id, shown.buyer_id, sorted((_set(*row) for row in rows), key=lambda each: each.key)
    )


def shown_rows(actor: Actor, shown: Range, grouped: bool = False) -> QuerySet[ShelfRow]:
    """The shelf's rows in a range. `grouped`: a product's first row stands for it if any of its rows is shown."""
    condition = shown.condition(actor)
    rows = ShelfRow.objects.filter(market_id=actor.market_id)
    if condition is NOTHING:
        return rows.none()
    if not (grouped and shown.by_variant):
        return rows.filter(condition)
    siblings = ShelfRow.objects.filter(
        condition, market_id=actor.market_id, product_id=OuterRef("product_id")
    )
    return rows.filter(Q(Exists(siblings), lead=True) | (Q(lead=False) & condition))


def settled_rows(actor: Actor, shown: Range, grouped: bool = False) -> QuerySet[ShelfRow]:
    """The same for statements and unions of many branches: the condition is written once for each range."""
    kind = grouped and shown.by_variant
    if kind not in shown.settled:
        shown.settled[kind] = settled(shown_rows(actor, shown, grouped))
    return shown.settled[kind]


def standing_in(actor: Actor, shown: Range, variant_ids: Sequence[UUID]) -> list[UUID]:
    """For each row found with `grouped` the variant to show for its product: itself, or the first that is shown.

    Two statements, or none where products are shown whole.
    """
    if not (shown.by_variant and variant_ids):
        return list(variant_ids)
    rows = ShelfRow.objects.filter(market_id=actor.market_id)
    products = dict(rows.filter(variant_id__in=variant_ids).values_list("variant_id", "product_id"))
    siblings = rows.filter(shown.condition(actor), product_id__in=set(products.values()))
    found: dict[UUID, list[UUID]] = {}
    for product_id, variant_id in siblings.order_by("variant_id").values_list("product_id", "variant_id"):
        found.setdefault(product_id, []).append(variant_id)
    standing = []
    for variant_id in variant_ids:
        others = found.get(products[variant_id], [])
        standing += [variant_id] if variant_id in others else others[:1]
    return standing


def _set(
    key: str,
    denies: bool,
    of_place: bool,
    of_buyer: bool,
    paths: Sequence[str] | None,
    brands: Sequence[UUID] | None,
    products: Sequence[UUID] | None,
    sellers: Sequence[UUID] | None,
    traits: Sequence[str] | None,
    _attributes: int,
) -> GoodsSet:
    return GoodsSet(
        key,
        denies,
        of_place,
        of_buyer,
        paths or (),
        brands or (),
        products or (),
        sellers or (),
        traits or (),
    )
