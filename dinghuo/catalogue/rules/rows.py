"""Products as they are written: by a form, an import or the demo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.catalogue.states import ProductKind, ProductState


@dataclass(frozen=True, slots=True)
class PackRow:
    """A unit of `factor` base units; `is_default` marks the one people usually order in. `decimals`, of the base
    unit: how far it may be divided; a pack is divided as its base units are. Weight and volume are those of one full
    unit, None for unknown."""

    unit: str
    factor: Decimal
    gtin: str = ""
    is_default: bool = False
    decimals: int = 0
    weight_grams: Decimal | None = None
    volume_cubic_cm: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A seller's terms; minimum and multiple in base units."""

    seller_id: UUID
    minimum: Decimal = Decimal(1)
    multiple: Decimal = Decimal(1)
    lead_time_days: int = 1
    backorder_allowed: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True)
class OfferLimits:
    """From when until before when an offer is open, and in which regions (codes); nothing limits it not."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KitPartRow:
    """A part of a kit by its code, and how many of its base units are in one base unit of the kit. `optional`: it comes
    along where the buyer asks for it."""

    sku: str
    quantity: Decimal
    optional: bool = False


@dataclass(frozen=True, slots=True)
class KitRow:
    """What a variant is made of; of no parts, it is no kit. `by_parts`: it costs what its parts cost."""

    by_parts: bool = False
    parts: Sequence[KitPartRow] = ()


@dataclass(frozen=True, slots=True)
class VariantRow:
    """A variant. Without a name it has the product's, with its options. The base unit needs no pack, unless it is the
    default, may be divided, or its weight or volume is told. `image`: a path below MEDIA_ROOT. `kit` None: what it is
    made of stays as it is."""

    sku: str
    name: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    gtin: str = ""
    packs: Sequence[PackRow] = ()
    offers: Sequence[OfferRow] = ()
    image: str = ""
    kit: KitRow | None = None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of a product: a path below MEDIA_ROOT, what it is and what it is called."""

    file: str
    kind: str
    name: str
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product with all its variants; `category` and `brand` are keys. `state` None keeps the one it has (a new
    product is a draft). `images`: paths below MEDIA_ROOT, in their order; `aliases`: what people call it too.

    `adds_pictures`: those that aren't named stay, else the row names them all. `texts` says what is to be seen on a
    picture, by file and language. `documents` None: they stay as they are."""

    code: str
    name: str
    category: str
    base_unit: str
    variants: Sequence[VariantRow]
    names: Mapping[str, str] = field(default_factory=dict)
    brand: str = ""
    description: str = ""
    descriptions: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, Any] = field(default_factory=dict)
    kind: ProductKind = ProductKind.GOODS
    tax_rate: Decimal = Decimal(0)
    state: ProductState | None = None
    images: Sequence[str] = ()
    aliases: Sequence[str] = ()
    adds_pictures: bool = True
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    documents: Sequence[DocumentRow] | None = None


def full_name(product: ProductRow, variant: VariantRow) -> str:
    """The variant's name: its own, else the product's with the options that tell it apart."""
    return variant.name or " ".join([product.name, *variant.options.values()])[:240]


def full_names(product: ProductRow, variant: VariantRow) -> dict[str, str]:
    """The same in other languages; options are written as the market writes them."""
    if variant.names or variant.name:
        return dict(variant.names)
    return {language: " ".join([name, *variant.options.values()]) for language, name in product.names.items()}


def units(product: ProductRow, variant: VariantRow) -> list[PackRow]:
    """All units of a variant, the base unit among them; exactly one is the default."""
    packs = [pack for pack in variant.packs if pack.unit != product.base_unit]
    usual = next((pack.unit for pack in variant.packs if pack.is_default), product.base_unit)
    told = next((pack for pack in variant.packs if pack.unit == product.base_unit), None)
    # The base unit's GTIN is the variant's own.
    base = replace(told, gtin="") if told else PackRow(product.base_unit, Decimal(1))
    return [replace(pack, is_default=pack.unit == usual) for pack in [base, *packs]]
