"""Articles on their way into a market: what is known of them before they are rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class NewOffer:
    """Who sells a variant, on which terms (base units)."""

    seller_id: UUID
    minimum: Decimal = Decimal(1)
    multiple: Decimal = Decimal(1)
    lead_time_days: int = 1
    backorder_allowed: bool = False
    position: int = 0


@dataclass(frozen=True)
class NewVariant:
    """What is counted. `packs`: base units by unit, beside the base unit; the first is the usual one."""

    id: UUID
    sku: str
    name: str
    names: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    gtin: str = ""
    packs: Mapping[str, int] = field(default_factory=dict)
    pack_gtins: Mapping[str, str] = field(default_factory=dict)
    offers: Sequence[NewOffer] = ()
    image: str = ""


@dataclass(frozen=True)
class NewProduct:
    """What is described once. `images` are paths below MEDIA_ROOT."""

    id: UUID
    code: str
    name: str
    category_id: UUID
    category_path: str
    base_unit: str
    variants: Sequence[NewVariant]
    names: Mapping[str, str] = field(default_factory=dict)
    brand_id: UUID | None = None
    brand_names: Sequence[str] = ()
    description: str = ""
    descriptions: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    tax_rate: Decimal = Decimal(0)
    is_service: bool = False
    images: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class NewPrice:
    """A price on a list for one unit, from a quantity of it, from an instant on."""

    list_id: UUID
    variant_id: UUID
    unit: str
    amount: Decimal
    since: datetime
    min_quantity: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class NewStock:
    """A balance as it was first counted, in base units."""

    id: UUID
    warehouse_id: UUID
    variant_id: UUID
    owner_id: UUID
    on_hand: Decimal
    at: datetime
    lot: str = ""
    expires: date | None = None
