"""Prices, their tiers and why they are what they are, as the API tells them."""

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from dinghuo.api.render import money, price
from dinghuo.api.shapes.answer import Answer, DecimalText, InstantText
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

    level: str = Field(description="customer, level or base.")
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
    tax_included: bool | None
    explanation: list[RuleAnswer]
    tiers: list[TierAnswer]
    next_tier: NextTierAnswer | None


class PriceCheckAnswer(Answer):
    """The prices of the lines asked for, in their order."""

    currency: str
    at: InstantText
    lines: list[CheckedLine]


def checked_line(
    asked: Any, goods: Any, seller: str, unit: str, answer: Any, currency: str
) -> dict[str, Any]:
    """One line of a price check; `answer` is None where there is no price."""
    told: dict[str, Any] = {
        "sku": goods.sku,
        "name": goods.name,
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
            "explanation": [],
            "tiers": [],
            "next_tier": None,
        }
    return told | {
        "amount": price(answer.amount, currency),
        "extended": money(answer.extended, currency),
        "tax_included": answer.tax_included,
        "explanation": answer.explanation,
        "tiers": tiers(answer.tiers, currency),
        "next_tier": next_tier(answer.next_tier, currency),
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
