"""Bodies of the calls about sellers' offers, their comparison, sales and links between products."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from dinghuo.api.bodies.body import Body
from dinghuo.api.values import MomentIn, Name, QuantityIn, Word

Weight = Annotated[int, Field(ge=0, le=100)]


class ComparisonPolicy(Body):
    """How offers are compared from now on. Something must weigh more than zero."""

    price: Weight
    lead_time: Weight
    score: Weight
    view: Literal["all", "unnamed", "best", "none"] = Field(
        description="What buyers see: everything, everything but sellers' names, only the best offer, nothing."
    )
    why: Name = ""


class SellerScore(Body):
    """How good a seller is."""

    seller: Word = Field(description="Code of the seller.")
    score: QuantityIn | None = Field(description="From 0 to 100, at most one decimal; null takes it back.")
    why: Name


class OfferLimits(Body):
    """When and where an offer is open; what isn't given doesn't limit it."""

    sku: Word
    starts_at: MomentIn | None = Field(default=None, description="A day begins in the market's time zone.")
    ends_at: MomentIn | None = Field(default=None, description="It ends at this instant, or with this day.")
    regions: list[Word] = Field(default=[], max_length=400, description="Codes of 2, 4, 6 or 9 figures.")
    seller: Word | None = Field(default=None, description="For the operator: whose offer.")


class Sale(Body):
    """From when until when a product is on sale; what isn't given doesn't limit it."""

    product: Word = Field(description="Code of the product.")
    starts_at: MomentIn | None = Field(default=None, description="A day begins in the market's time zone.")
    ends_at: MomentIn | None = Field(default=None, description="It ends at this instant, or with this day.")


class ProductLinks(Body):
    """All that is linked to a product in one way, the best first."""

    product: Word = Field(description="Code of the product.")
    kind: Literal["substitute", "successor", "accessory"]
    others: list[Word] = Field(max_length=100, description="Codes of the products.")


def read_quantity(text: str | None) -> Decimal | None:
    """A quantity from an address; None where nothing, or nothing more than zero, is asked."""
    quantity = Decimal(text) if text else Decimal(0)
    return quantity if quantity > 0 else None
