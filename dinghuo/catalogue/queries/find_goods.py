"""Goods by their codes, with all that an order line needs to know of them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.catalogue.models import Offer
from dinghuo.catalogue.queries.asked_quantities import with_asked
from dinghuo.catalogue.queries.assortment import with_assortments
from dinghuo.catalogue.queries.divided_words import divided_words
from dinghuo.catalogue.queries.kits import Kit, Part, read_kit, with_kits
from dinghuo.catalogue.queries.on_sale import asked_where, open_offers, with_open
from dinghuo.catalogue.queries.taxed import taxed_where, with_taxed
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.quantity import is_whole
from dinghuo.foundation.statements import beside, fetch

CATEGORY = "s.category_path"
GOODS = with_kits(with_open(with_assortments(with_asked(with_taxed(beside(__file__), CATEGORY), CATEGORY))))


@dataclass(frozen=True, slots=True)
class Wish:
    """A least quantity that is only wished for, in base units: less costs `fee` a line (zero: nothing, but it is told),
    with tax in it at `fee_tax_rate`."""

    minimum: Decimal
    fee: Decimal
    fee_tax_rate: Decimal
    note: str


@dataclass(frozen=True, slots=True)
class GoodsOffer:
    """A seller's terms for this buyer: least quantity and step in base units. `offer_id` names it where its seller
    isn't to be named. `wish`: a quantity below which it may be ordered, but shouldn't."""

    seller_id: UUID
    seller_code: str
    seller_name: str
    seller_names: Mapping[str, str]
    minimum: Decimal
    multiple: Decimal
    lead_time_days: int
    backorder_allowed: bool
    offer_id: UUID
    wish: Wish | None = None

    def is_of(self, seller: str | None) -> bool:
        """True for its seller's code, or its own id; for nobody it is anybody's."""
        return seller in (None, "", self.seller_code, str(self.offer_id))


@dataclass(frozen=True, slots=True)
class Goods:
    """A variant as it is ordered. `factors`: base units by unit, base unit first; `offers`: the usual one first.
    `decimals`: how far the base unit may be divided. `governed`: rules ask for papers (not_for_sale).
    `kit`: what it is made of, and `parts` and `options` the goods that these are, in the same order. `grams`: what one
    of a unit weighs, of those of which it is told. `taxed_by`: whence its tax rate is (target, region's code, note),
    where that isn't its product's own."""

    variant_id: UUID
    sku: str
    name: str
    names: Mapping[str, str]
    stocked: bool
    base_unit: str
    default_unit: str
    factors: Mapping[str, Decimal]
    tax_rate: Decimal
    offers: Sequence[GoodsOffer]
    decimals: int = 0
    governed: bool = False
    kit: Kit | None = None
    parts: Sequence["Goods"] = ()
    options: Sequence["Goods"] = ()
    grams: Mapping[str, Decimal] = field(default_factory=dict)
    taxed_by: Sequence[str] = ()

    @property
    def coming(self) -> Sequence["Goods"]:
        """The goods of all that comes with a kit, as `kit.coming`."""
        chosen = self.kit.chosen or () if self.kit else ()
        return [*self.parts, *(each for each in self.options if each.sku in chosen)]

    def chosen(self, options: Sequence[str]) -> "Goods":
        """The same with these options of the kit; what is no kit has none."""
        return replace(self, kit=replace(self.kit, chosen=options)) if self.kit else self

    def extras(self, unit: str) -> Sequence[Part]:
        """What comes with one of this unit beside what its price is for."""
        return self.kit.extras(self.factors[unit]) if self.kit else ()

    def priced_parts(self, unit: str) -> Sequence[Part]:
        """What one of this unit costs is what these cost; nothing where it has a price of its own."""
        return self.kit.times(self.factors[unit]) if self.kit and self.kit.by_parts else ()

    def weight(self, unit: str, quantity: Decimal) -> Decimal | None:
        """What so many of a unit weigh, in grams: as is told of the unit, else of the smallest that tells it; None
        where none does."""
        told = self.grams.get(unit)
        if told is not None:
            return told * quantity
        of = next((each for each in self.factors if each in self.grams), None)
        return None if of is None else self.grams[of] * quantity * self.factors[unit] / self.factors[of]

    def divided(self, base: Decimal) -> str:
        """What is wrong with so many base units where one can't be divided like this; else empty."""
        return "" if is_whole(base, self.decimals) else divided_words(self.base_unit, self.decimals)


def find_goods(
    actor: Actor,
    storefront_id: UUID | None,
    skus: Iterable[str],
    buyer_id: UUID | None = None,
    tax_region: str = "",
) -> dict[str, Goods]:
    """The goods with these SKUs that a storefront offers to a buyer (None: the actor's organisation), by SKU; what it
    doesn't offer is missing.

    One statement, however many codes; a second where kits are among them, which are offered to who is offered all their
    parts. Pass no storefront for everything that is offered in the market. `tax_region`: where they go, if not to the
    buyer's first address: its rates are the goods'.
    """
    wanted = [sku for sku in set(skus) if sku and "\0" not in sku]
    if not wanted:
        return {}
    buyer_id = buyer_id or actor.organisation_id
    at = now()
    values = {
        "market": actor.market_id,
        "storefront": storefront_id,
        "buyer": buyer_id,
        "at": at,
        "skus": wanted,
        **asked_where(storefront_id, buyer_id),
        **taxed_where(buyer_id, at, tax_region),
    }
    found = {goods.sku: goods for goods in (_goods(*row) for row in fetch(GOODS, values))}
    return _with_parts(found, values) if any(goods.kit for goods in found.values()) else found


def _with_parts(found: Mapping[str, Goods], values: Mapping[str, Any]) -> dict[str, Goods]:
    """The same with the parts of kits; without the kits of which a part is missing, and the options that are."""
    kits = [goods.kit for goods in found.values() if goods.kit]
    wanted = {part.sku for kit in kits for part in (*kit.parts, *kit.options)}
    known = {
        goods.sku: goods for goods in (_goods(*row) for row in fetch(GOODS, {**values, "skus": list(wanted)}))
    }
    whole = {}
    for sku, goods in found.items():
        if goods.kit is None:
            whole[sku] = goods
        elif all(part.sku in known for part in goods.kit.parts):
            options = [part for part in goods.kit.options if part.sku in known]
            whole[sku] = replace(
                goods,
                kit=replace(goods.kit, options=options),
                parts=[known[part.sku] for part in goods.kit.parts],
                options=[known[part.sku] for part in options],
            )
    return whole


def offers_for(
    actor: Actor, variant_ids: Iterable[UUID], seller_ids: Sequence[UUID] = ()
) -> dict[UUID, list[GoodsOffer]]:
    """The open offers of variants, of these sellers or of all; each variant's usual one first. One statement."""
    rows = Offer.objects.filter(
        open_offers(actor, None, None), market_id=actor.market_id, variant_id__in=list(variant_ids)
    ).order_by("variant_id", "position", "id")
    if seller_ids:
        rows = rows.filter(seller_id__in=seller_ids)
    found: dict[UUID, list[GoodsOffer]] = {}
    for offer in rows.select_related("seller"):
        found.setdefault(offer.variant_id, []).append(
            GoodsOffer(
                offer.seller_id,
                offer.seller.code,
                offer.seller.name,
                offer.seller.names,
                offer.minimum,
                offer.multiple,
                offer.lead_time_days,
                offer.backorder_allowed,
                offer.id,
            )
        )
    return found


def _goods(
    variant_id: UUID,
    sku: str,
    name: str,
    names: str,
    stocked: bool,
    base_unit: str,
    tax_rate: Decimal,
    units: Sequence[str] | None,
    factors: Sequence[Decimal] | None,
    decimals: int | None,
    usual: str | None,
    terms: str | None,
    governed: bool,
    kit: str | None,
    grams: Sequence[Decimal | None] | None,
    taxed_by: str | None,
) -> Goods:
    return Goods(
        variant_id=variant_id,
        sku=sku,
        name=name,
        names=json.loads(names),
        stocked=stocked,
        base_unit=base_unit,
        default_unit=usual or base_unit,
        factors={base_unit: Decimal(1)} | dict(zip(units or (), factors or (), strict=True)),
        tax_rate=tax_rate,
        offers=[_offer(*each) for each in json.loads(terms)] if terms else [],
        decimals=decimals or 0,
        governed=governed,
        kit=read_kit(json.loads(kit)) if kit else None,
        grams={unit: told for unit, told in zip(units or (), grams or (), strict=True) if told is not None},
        taxed_by=json.loads(taxed_by) if taxed_by else (),
    )


def _offer(
    offer_id: str,
    seller_id: str,
    code: str,
    name: str,
    names: Mapping[str, str],
    minimum: str,
    multiple: str,
    lead_time_days: int,
    backorder_allowed: bool,
    wished: Sequence[str] | None = None,
) -> GoodsOffer:
    terms = (Decimal(minimum), Decimal(multiple), lead_time_days, backorder_allowed)
    wish = read_wish(wished)
    return GoodsOffer(UUID(seller_id), code, name, names, *terms, offer_id=UUID(offer_id), wish=wish)


def read_wish(told: Sequence[str] | None) -> Wish | None:
    """A wish as the statements return it."""
    if told is None:
        return None
    minimum, fee, tax_rate, note = told
    return Wish(Decimal(minimum), Decimal(fee), Decimal(tax_rate), note)
