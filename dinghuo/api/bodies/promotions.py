"""Bodies of the calls about promotions and coupons."""

from decimal import Decimal
from typing import Annotated

from pydantic import ConfigDict, Field, WithJsonSchema

from dinghuo.api.bodies.body import Body, Part
from dinghuo.api.values import MomentIn, Name, OptionalUnit, QuantityIn, Reference, Status, Word
from dinghuo.promotions.states import Benefit

#: Beside an unknown word the rest is looked at as for the example, which asks for no value, parts or steps.
BENEFITS = {"type": "string", "enum": list(Benefit), "examples": [Benefit.FREE_FREIGHT.value]}
BenefitIn = Annotated[Benefit, WithJsonSchema(BENEFITS)]


class NamedIn(Part):
    """Goods (sku, product, category, brand) or customers (customer, group, level), by code or key."""

    kind: Word
    key: Word


class PartIn(Part):
    """An article of a set, or the gift; units in its base unit."""

    sku: Word
    units: QuantityIn = Decimal(1)


class TierIn(Part):
    """From `least` spent on, so much off: an amount, or a percentage."""

    least: QuantityIn
    off: QuantityIn
    percent: bool = False


class Promotion(Body):
    """A promotion as it shall be."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "key": "autumn",
                    "name": "Autumn: 10 % off drinks",
                    "benefit": "percent",
                    "value": "10",
                    "least_amount": "500",
                    "currency": "CNY",
                    "starts_at": "2030-10-01",
                    "budget": "20000",
                }
            ]
        }
    )

    key: Word
    name: Name
    names: dict[str, Name] = Field(default_factory=dict)
    benefit: BenefitIn
    value: QuantityIn = Field(
        default=Decimal(0), description="Percent, amount or price, as the benefit has it."
    )
    least_units: QuantityIn = Decimal(0)
    least_amount: QuantityIn = Decimal(0)
    first_order: bool = False
    every: bool = Field(default=False, description="Again for each time the least is reached.")
    nth: Annotated[int, Field(ge=0, le=1000)] = 0
    most: QuantityIn | None = Field(default=None, description="No more than this is taken off.")
    tiers: list[TierIn] = Field(default_factory=list, max_length=20)
    parts: list[PartIn] = Field(default_factory=list, max_length=20)
    currency: Word
    starts_at: MomentIn
    ends_at: MomentIn | None = None
    seller: Reference = Field(
        default="", description="Code; empty for the own house, or for all sellers' goods."
    )
    storefront: Reference = ""
    order_type: OptionalUnit = ""
    goods: list[NamedIn] = Field(default_factory=list, max_length=500)
    whom: list[NamedIn] = Field(default_factory=list, max_length=500)
    needs_code: bool = False
    priority: Annotated[int, Field(ge=-1000, le=1000)] = 0
    exclusive_group: Status = ""
    alone: bool = False
    per_customer: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    budget: QuantityIn | None = None
    most_uses: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    platform_share: Annotated[int, Field(ge=0, le=100)] = 0
    supplier_share: Annotated[int, Field(ge=0, le=100)] = 0
    supplier: Reference = ""


class Coupons(Body):
    """Codes to make: `count` at random, each for one use; or the one `word`, for `most_uses`."""

    count: Annotated[int, Field(ge=1, le=10_000)] = 1
    word: Reference = ""
    most_uses: Annotated[int, Field(ge=1, le=10_000_000)] = 1
    batch: Name = ""
