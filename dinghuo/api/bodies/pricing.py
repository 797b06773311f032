"""Bodies of the calls about prices."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body, Part
from dinghuo.api.bodies.ordering import MOST_LINES
from dinghuo.api.values import (
    CurrencyIn,
    DayIn,
    ListName,
    MomentIn,
    Name,
    OptionalUnit,
    PriceIn,
    QuantityIn,
    RateIn,
    Reference,
    RegionCode,
    SignedQuantityIn,
    Source,
    Status,
    Unit,
    Word,
)


class AskedLine(Part):
    """An article whose price is asked: by `sku`, or by what the buyer calls it (`own_code`)."""

    sku: Word | None = None
    own_code: Word | None = Field(default=None, description="The buyer's own code, instead of `sku`.")
    quantity: QuantityIn = Field(default=Decimal(1), description="In `unit`.")
    unit: Unit | None = Field(
        default=None, description="One of the product's packs; its base unit if not given."
    )
    seller: Word | None = Field(
        default=None, description="Code of the seller, where several offer the article."
    )
    options: list[Word] = Field(
        default=[], max_length=50, description="Codes of the optional parts of a kit that come along."
    )


class PriceCheck(Body):
    """What would this cost?"""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"lines": [{"sku": "FD-10001", "quantity": "2", "unit": "箱"}], "date": "2026-11-20"}
            ]
        }
    )

    lines: list[AskedLine] = Field(max_length=MOST_LINES, json_schema_extra={"minItems": 1})
    date: DayIn | None = Field(
        default=None, description="The day for which the price is asked; today if not given."
    )
    buyer: Word | None = Field(
        default=None, description="Code of the customer, where a representative asks for one."
    )


class NewPrice(Body):
    """A price on a list, from a quantity up."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"unit": "箱", "min_quantity": "10", "amount": "34.08", "currency": "CNY"}]
        }
    )

    unit: Unit | None = Field(
        default=None, description="What `amount` is for; the product's base unit if not given."
    )
    min_quantity: QuantityIn = Field(
        default=Decimal(1), description="The price counts from this quantity of `unit` up."
    )
    amount: PriceIn = Field(description="For one `unit`.")
    currency: CurrencyIn = Field(description="The list's currency.")
    valid_from: MomentIn | None = Field(
        default=None, description="Now if not given; a day begins in the market's time zone."
    )
    valid_to: MomentIn | None = Field(
        default=None, description="The price ends at this instant, or with this day."
    )
    meant: bool = Field(
        default=False, description="True: right, although ten times what it was before, or more."
    )


class PriceListBody(Body):
    """A price list: for whom, where, when and in which currency. For whom it is stays as it was made."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "key": "b001-2027",
                    "name": "Contract 2027",
                    "kind": "contract",
                    "buyer": "B001",
                    "currency": "CNY",
                }
            ]
        }
    )

    key: Word
    name: ListName
    names: dict[Literal["zh-hans", "zh-hant", "en"], Name] = Field(default_factory=dict)
    kind: Literal["contract", "customer", "group", "level", "channel", "base", "cost"]
    currency: CurrencyIn
    seller: Word | None = Field(default=None, description="Code of the seller; only for who sees the market.")
    buyer: Reference = Field(default="", description="Code of the customer of a contract or customer list.")
    group: Reference = Field(default="", description="Key of the customer group.")
    level: Reference = Field(default="", description="Key of the level.")
    storefront: Reference = Field(default="", description="Key of the storefront to which it is kept.")
    branch: Reference = Field(default="", description="Code of the branch of a channel list.")
    region_code: RegionCode = Field(default="", description="Region of a channel list, two to nine digits.")
    order_type: OptionalUnit = ""
    priority: Annotated[int, Field(ge=0, le=32767)] = 0
    converts: bool = Field(default=False, description="It answers in other currencies by the day's rate.")
    promotable: bool = Field(default=False, description="Promotions come off a contract's prices too.")
    valid_from: MomentIn | None = None
    valid_to: MomentIn | None = Field(default=None, description="Up to this instant, or with this day.")
    tax_included: bool = True
    state: Literal["draft", "active", "withdrawn"] = "active"


class NewRule(Body):
    """A price of many goods, or a formula over another list."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"target": "all", "base_list": "s001-base", "percent": "94", "step": "0.1"}]
        }
    )

    target: Literal["variant", "product", "category", "brand", "all"]
    goods: Reference = Field(default="", description="SKU, code or key of what it is for; empty for all.")
    min_quantity: QuantityIn = Decimal(0)
    unit: OptionalUnit = Field(default="", description="What `amount` is for; empty: the base unit.")
    amount: PriceIn | None = None
    base_list: Reference = Field(default="", description="Key of the list from which it follows.")
    percent: QuantityIn = Decimal(100)
    plus: SignedQuantityIn = Decimal(0)
    step: PriceIn | None = Field(default=None, description="Rounded to multiples of this plus `ending`.")
    ending: PriceIn = Decimal(0)
    floor: PriceIn | None = None
    ceiling: PriceIn | None = None
    min_margin: QuantityIn | None = Field(default=None, description="At least cost and so many per cent.")
    sums: Literal["line", "target", "group"] = "line"
    tier_group: Status = ""
    valid_from: MomentIn | None = None
    valid_to: MomentIn | None = None
    meant: bool = Field(
        default=False,
        description="True: right, although prices become ten times as high, a tenth, or nothing.",
    )


class PriceBand(Part):
    """At least and at most so many per cent of what the parent asks."""

    category: Reference = Field(
        default="", description="Key; empty: all goods. The nearest one's band counts."
    )
    least: QuantityIn | None = Field(default=None, description="Per cent; null: no bound.")
    most: QuantityIn | None = Field(default=None, description="Per cent; null: no bound.")


class PriceBands(Body):
    """How far the list's prices may be from those of the list above it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"parent": "s001-base", "bands": [{"least": "90", "most": "110"}]}]}
    )

    parent: Reference = Field(default="", description="Key of the list above; empty without bands.")
    bands: list[PriceBand] = Field(default=[], max_length=200)


class PricePolicy(Body):
    """How prices are found."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"lowest_from": "level"}]})

    lowest_from: Literal["contract", "customer", "group", "level", "channel", "base"] | None = Field(
        default=None, description="From this level on the lowest price counts; null: the nearest list's."
    )
    reviewed: bool | None = Field(
        default=None,
        description="Whether a second person looks at changes of prices before they count; null: as it is.",
    )


class Rate(Part):
    """What one currency was worth in another on a day."""

    currency: CurrencyIn
    quoted: CurrencyIn
    day: DayIn
    rate: RateIn = Field(description="How much of `quoted` one of `currency` is worth.")
    source: Source
    meant: bool = False


class Rates(Body):
    """Rates to be stored."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "rates": [
                        {
                            "currency": "USD",
                            "quoted": "CNY",
                            "day": "2026-11-20",
                            "rate": "7.1182",
                            "source": "PBOC",
                        }
                    ]
                }
            ]
        }
    )

    rates: list[Rate] = Field(max_length=2000, json_schema_extra={"minItems": 1})


class ChangedPrice(Part):
    """The new price of one unit of an article, from a minimum on."""

    sku: Word
    amount: PriceIn | None = Field(description="For one `unit`; null takes the price off the list.")
    unit: OptionalUnit = Field(default="", description="The product's base unit if not given.")
    min_quantity: QuantityIn = Decimal(1)
    meant: bool = False


#: Named here because inside of the bodies `list` is a price list.
ChangedPrices = list[ChangedPrice]
Words = list[Word]


class PriceChanges(Body):
    """Changes of a list's prices, to be published for a time."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "list": "s001-base",
                    "name": "Rise in December",
                    "starts_at": "2026-12-01",
                    "rows": [{"sku": "FD-10001", "amount": "1.50"}],
                }
            ]
        }
    )

    list: Word = Field(description="Key of the list.")
    number: Word | None = Field(default=None, description="Of a draft, to which the rows are added.")
    name: ListName
    starts_at: MomentIn | None = Field(default=None, description="Null: from when it is published.")
    ends_at: MomentIn | None = Field(default=None, description="Up to this instant, or with this day.")
    rows: Annotated[ChangedPrices, Field(max_length=20_000)] = Field(default_factory=lambda: [])


class MassChangeBody(Body):
    """One operation for many prices of a list."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"list": "s001-base", "brand": "nongfu", "percent": "3", "step": "1", "ending": "0.9"}
            ]
        }
    )

    list: Word = Field(description="Key of the list.")
    brand: Reference = Field(default="", description="Key of a brand; empty: of all.")
    category: Reference = Field(default="", description="Key of a category, and all below it.")
    goods: Annotated[Words, Field(max_length=2000)] = Field(default_factory=lambda: [])
    percent: SignedQuantityIn = Decimal(0)
    plus: SignedQuantityIn = Field(default=Decimal(0), description="For one base unit.")
    step: PriceIn | None = None
    ending: PriceIn = Decimal(0)
    floor: PriceIn | None = None
    ceiling: PriceIn | None = None
    min_margin: QuantityIn | None = Field(default=None, description="Never below cost and so many per cent.")
    starts_at: MomentIn | None = None
    draft: ListName | None = Field(
        default=None, description="Name of the draft that is made of it; null only looks."
    )
