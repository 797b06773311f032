"""Prices, their tiers and why they are what they are, as the API tells them."""

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from dinghuo.api.render import instant, money, price
from dinghuo.api.shapes.answer import Answer, DecimalText, IdText, InstantText
from dinghuo.api.shapes.tax import TaxAnswer, tax_shape
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain


class TierAnswer(Answer):
    """From a quantity up, one unit costs this."""

    min_quantity: DecimalText
    amount: DecimalText


class NextTierAnswer(TierAnswer):
    """The next tier that is cheaper; `saving` on its quantity, against the price now."""

    saving: DecimalText


class RuleAnswer(Answer):
    """One rule that was looked at: it won or it lost."""

    level: str = Field(
        description="manual, contract, customer, group, level, channel, base; override or kit on an order."
    )
    rule: str = Field(description="The price list's name.")
    amount: DecimalText | None
    outcome: str = Field(description="won or lost.")
    reason: str


class CheckedLine(Answer):
    """The price of one line; `amount` is null where the price is on request."""

    sku: str
    name: str
    seller: str
    unit: str
    quantity: DecimalText
    amount: DecimalText | None = Field(description="For one `unit`.")
    currency: str
    extended: DecimalText | None = Field(description="For the quantity, rounded once.")
    tax_included: bool | None = Field(
        description="Whether tax is in `amount`, `extended` and the tiers: as prices are shown to this customer."
    )
    tax: TaxAnswer | None = Field(
        description="Null where there is no price, and of a kit whose parts have several rates."
    )
    explanation: list[RuleAnswer]
    tiers: list[TierAnswer]
    next_tier: NextTierAnswer | None


class PriceCheckAnswer(Answer):
    """The prices of the lines asked for, in their order."""

    currency: str
    at: InstantText
    lines: list[CheckedLine]


class PriceListAnswer(Answer):
    """A seller's list: for whom and in which currency its prices are meant."""

    key: str
    id: IdText
    name: str
    kind: str = Field(description="contract, customer, group, level, channel, base or cost.")
    seller: str = Field(description="Name of the organisation.")
    buyer: str = Field(description="Name of the customer that it is for; empty: not one customer's.")
    level: str = Field(description="Name of the level that it is for; empty: not one level's.")
    storefront: str = Field(description="Name of the storefront where it counts; empty: everywhere.")
    group: str = Field(description="Name of the customer group that it is for.")
    branch: str = Field(description="Name of the branch that it is for.")
    region_code: str
    order_type: str
    priority: int = Field(description="Which of a buyer's groups comes first: the least.")
    converts: bool = Field(description="It answers in other currencies by the day's rate.")
    promotable: bool = Field(description="Whether promotions come off a contract's prices too.")
    currency: str
    tax_included: bool
    state: str = Field(description="draft, active or withdrawn.")
    valid_from: InstantText | None
    valid_to: InstantText | None


class PriceListsAnswer(Answer):
    """The price lists of a seller: base, level, customer."""

    items: list[PriceListAnswer]
    next: None = None


class ListPriceAnswer(Answer):
    """A price on a list."""

    list: str = Field(description="Key of the list.")
    sku: str
    unit: str
    min_quantity: DecimalText = Field(description="In `unit`.")
    amount: DecimalText = Field(description="For one `unit`.")
    currency: str
    valid_from: InstantText | None
    valid_to: InstantText | None = Field(
        description="The instant at which it ends; null: until further notice."
    )


class ListPricesAnswer(Answer):
    """Every price that an article has, will have and had on a list."""

    items: list[ListPriceAnswer]
    next: None = None


def price_list_shape(found: Any) -> dict[str, Any]:
    """One price list."""
    same = (
        *("key", "kind", "seller", "buyer", "level", "storefront", "group", "branch", "region_code"),
        *("order_type", "priority", "converts", "promotable", "currency", "tax_included", "state"),
    )
    told = {name: getattr(found, name) for name in same}
    told |= {name: instant(getattr(found, name)) for name in ("valid_from", "valid_to")}
    return told | {"id": str(found.id), "name": translated(found.name, found.names)}


def list_price(record: Any) -> dict[str, Any]:
    """One price on a list."""
    return {
        "list": record.list_key,
        "sku": record.sku,
        "unit": record.unit,
        "min_quantity": plain(record.min_quantity),
        "amount": price(record.amount, record.currency),
        "currency": record.currency,
        "valid_from": instant(record.valid_from),
        "valid_to": instant(record.valid_to),
    }


def checked_line(
    asked: Any, goods: Any, seller: str, unit: str, answer: Any, currency: str
) -> dict[str, Any]:
    """One line of a price check; `answer` is None where there is no price."""
    told: dict[str, Any] = {
        "sku": goods.sku,
        "name": translated(goods.name, goods.names),
        "seller": seller,
        "unit": unit,
        "quantity": plain(asked.quantity),
        "currency": currency,
    }
    if answer is None:
        return told | {
            "amount": None,
            "extended": None,
            "tax_included": None,
            "tax": None,
            "explanation": [],
            "tiers": [],
            "next_tier": None,
        }
    return told | {
        "amount": price(answer.told.amount, currency),
        "extended": money(answer.told.extended, currency),
        "tax_included": answer.told.tax_included,
        "tax": tax_shape(answer.tax),
        "explanation": answer.told.explanation,
        "tiers": tiers(answer.told.tiers, currency),
        "next_tier": next_tier(answer.told.next_tier, currency),
    }


def tiers(steps: Sequence[Any], currency: str) -> list[dict[str, str]]:
    """The tiers of a price."""
    return [
        {"min_quantity": plain(step.min_quantity), "amount": price(step.amount, currency)} for step in steps
    ]


def next_tier(step: Any, currency: str) -> dict[str, str] | None:
    """The next cheaper tier, if there is one."""
    if step is None:
        return None
    return {
        "min_quantity": plain(step.min_quantity),
        "amount": price(step.amount, currency),
        "saving": money(step.saving, currency),
    }
