"""A variant as lists and pages show it, without price and stock, which stand above the catalogue."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.catalogue.queries.asked_quantities import with_asked
from dinghuo.catalogue.queries.assortment import Range, shown_rows, with_assortments
from dinghuo.catalogue.queries.find_goods import GoodsOffer, read_wish
from dinghuo.catalogue.queries.kits import Kit, Part, read_kit, with_kits
from dinghuo.catalogue.queries.on_sale import asked_where, with_open
from dinghuo.catalogue.queries.taxed import taxed_where, with_taxed
from dinghuo.catalogue.states import ProductKind
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.statements import beside, fetch

ITEMS = with_kits(with_open(with_assortments(with_asked(with_taxed(beside(__file__), "c.path"), "c.path"))))
WHOLE = Range()


@dataclass(frozen=True, slots=True)
class Pack:
    """A unit to order in: `factor` base units. `decimals`, of the base unit: how far it may be divided. Weight and
    volume are those of one, None for unknown."""

    unit: str
    factor: Decimal
    gtin: str
    decimals: int = 0
    weight_grams: Decimal | None = None
    volume_cubic_cm: Decimal | None = None


@dataclass(frozen=True, slots=True)
class AxisValue:
    """What tells a variant from its siblings, in words: `name` "Colour", `word` "Navy" and its `swatch`, a colour."""

    key: str
    name: str
    names: Mapping[str, str]
    value: str
    word: str
    words: Mapping[str, str]
    swatch: str


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a list. `unit` is the base unit, in which minimum, multiple and stock count; `default_unit` is the
    one people usually order in. `base` is the base unit's own row, which `packs` leaves out. `image` is a path below
    MEDIA_ROOT, or empty. `variant_count`: how many variants of its product are listed, where the list shows products;
    else 1. `governed`: rules ask for papers, so that it may not be for sale (not_for_sale).
    `kit`: what it is made of; None for what isn't a kit.
    """

    variant_id: UUID
    product_id: UUID
    product_code: str
    product_name: str
    product_names: Mapping[str, str]
    sku: str
    name: str
    names: Mapping[str, str]
    options: Mapping[str, str]
    axes: Sequence[AxisValue]
    gtin: str
    brand_key: str
    brand: str
    brand_names: Mapping[str, str]
    category_key: str
    category: str
    category_names: Mapping[str, str]
    unit: str
    default_unit: str
    base: Pack
    packs: Sequence[Pack]
    offers: Sequence[GoodsOffer]
    image: str
    stocked: bool
    tax_rate: Decimal
    variant_count: int
    governed: bool
    kit: Kit | None = None

    @property
    def offer(self) -> GoodsOffer | None:
        """The usual offer; None for what nobody offers now."""
        return self.offers[0] if self.offers else None

    def factor(self, unit: str) -> Decimal | None:
        """Base units in one of this unit; None if it isn't sold by it."""
        if unit == self.unit:
            return Decimal(1)
        return next((pack.factor for pack in self.packs if pack.unit == unit), None)

    def priced_parts(self, unit: str) -> Sequence[Part]:
        """What one of this unit costs is what these cost; nothing where it has a price of its own."""
        return self.kit.times(self.factor(unit) or Decimal(1)) if self.kit and self.kit.by_parts else ()

    def extras(self, unit: str) -> Sequence[Part]:
        """What comes with one of this unit beside what its price is for."""
        return self.kit.extras(self.factor(unit) or Decimal(1)) if self.kit else ()

    def chosen(self, options: Sequence[str]) -> "Item":
        """The same with these options of the kit; what is no kit has none."""
        return replace(self, kit=replace(self.kit, chosen=options)) if self.kit else self


def items(
    actor: Actor, variant_ids: Iterable[UUID], shown: Range = WHOLE, grouped: bool = False
) -> list[Item]:
    """The variants with these ids, in this order, with the offers that are shown. One statement, and one more where
    kits among them have optional parts: of these, those that are shown are told."""
    ids = list(variant_ids)
    if not ids:
        return []
    rows = fetch(
        ITEMS,
        {
            "market": actor.market_id,
            "ids": ids,
            "grouped": grouped,
            # Whoever shows the goods shows all their offers, but where sellers are named.
            **(shown if shown.names_sellers else WHOLE).values,
            **asked_where(shown.storefront_id, shown.buyer_id),
            **taxed_where(shown.buyer_id, now()),
        },
    )
    return _with_options(actor, shown, [_item(json.loads(row)) for (row,) in rows])


def _with_options(actor: Actor, shown: Range, found: list[Item]) -> list[Item]:
    """The same without the options that aren't shown; a kit of which another part isn't, isn't shown itself."""
    options = {part.variant_id for item in found if item.kit for part in item.kit.options}
    if not options:
        return found
    rows = shown_rows(actor, shown).filter(variant_id__in=options)
    told = set(rows.values_list("variant_id", flat=True))
    return [
        replace(item, kit=replace(item.kit, options=[p for p in item.kit.options if p.variant_id in told]))
        if item.kit
        else item
        for item in found
    ]


def _item(row: dict[str, Any]) -> Item:
    units = [_pack(*each) for each in row.pop("packs") or []]
    offers = row.pop("offers") or []
    axes = row.pop("axes") or []
    base, kind = row["unit"], row.pop("kind")
    return Item(
        **{
            **row,
            "variant_id": UUID(row["variant_id"]),
            "product_id": UUID(row["product_id"]),
            "brand_key": row["brand_key"] or "",
            "brand": row["brand"] or "",
            "brand_names": row["brand_names"] or {},
            "image": row["image"] or "",
            "tax_rate": Decimal(row["tax_rate"]),
            "kit": read_kit(row["kit"]),
        },
        stocked=kind == ProductKind.GOODS.value,
        default_unit=next((pack.unit for pack, is_default in units if is_default), base),
        base=next((pack for pack, _ in units if pack.unit == base), Pack(base, Decimal(1), "")),
        packs=[pack for pack, _ in units if pack.unit != base],
        offers=[_offer(*offer) for offer in offers],
        axes=[_axis(*axis) for axis in axes],
    )


def _pack(
    unit: str,
    factor: str,
    gtin: str,
    is_default: bool,
    decimals: int,
    weight: str | None,
    volume: str | None,
) -> tuple[Pack, bool]:
    weighs, takes = (None if number is None else Decimal(number) for number in (weight, volume))
    return Pack(unit, Decimal(factor), gtin, decimals, weighs, takes), is_default


def _axis(
    key: str,
    value: str,
    name: str | None,
    names: dict | None,
    unit: str | None,
    units: dict | None,
    choice: dict[str, Any] | None,
) -> AxisValue:
    words = {language: f"{value} {text}" for language, text in (units or {}).items()}
    word, swatch = f"{value} {unit}" if unit else value, ""
    if choice:
        word, words, swatch = choice["name"], choice.get("names") or {}, choice.get("swatch", "")
    return AxisValue(key, name or key, names or {}, value, word, words, swatch)


def _offer(
    offer_id: str,
    seller_id: str,
    code: str,
    name: str,
    names: dict,
    minimum: str,
    multiple: str,
    lead_time_days: int,
    backorder_allowed: bool,
    wished: Sequence[str] | None = None,
) -> GoodsOffer:
    terms = (Decimal(minimum), Decimal(multiple), lead_time_days, backorder_allowed)
    wish = read_wish(wished)
    return GoodsOffer(UUID(seller_id), code, name, names, *terms, offer_id=UUID(offer_id), wish=wish)
