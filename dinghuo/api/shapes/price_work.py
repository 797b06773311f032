"""Rules of price lists, policies and exchange rates, as the API tells them."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import instant, price
from dinghuo.api.shapes.answer import Answer, DayText, DecimalText, IdText, InstantText, Listed
from dinghuo.foundation.quantity import plain


class RuleRowAnswer(Answer):
    """A rule of a list: an amount for many goods, or a formula over another list."""

    id: IdText
    target: str = Field(description="variant, product, category, brand or all.")
    goods: str
    unit: str
    min_quantity: DecimalText
    sums: str
    tier_group: str
    amount: DecimalText | None
    base_list: str
    percent: DecimalText
    plus: DecimalText
    step: DecimalText | None
    ending: DecimalText
    floor: DecimalText | None
    ceiling: DecimalText | None
    min_margin: DecimalText | None
    valid_from: InstantText
    valid_to: InstantText | None


class RuleRowsAnswer(Answer):
    """The rules of a list that count now or are to come."""

    items: list[RuleRowAnswer]
    next: None = None


class PolicyAnswer(Answer):
    """How prices are found."""

    lowest_from: str | None = Field(
        description="From this level on the lowest price counts; null: the nearest list's."
    )


class RateAnswer(Answer):
    """What one currency was worth in another on a day, and who said so."""

    currency: str
    quoted: str
    day: DayText
    rate: DecimalText
    source: str


class RatesAnswer(Listed):
    """Stored rates, newest day first."""

    items: list[RateAnswer]


class RatesStoredAnswer(Answer):
    """How many rates were stored."""

    stored: int


def rule_row(rule: Any) -> dict[str, Any]:
    """One rule (queries/price_rules.py)."""
    same = ("target", "goods", "unit", "sums", "tier_group", "base_list")
    numbers = ("min_quantity", "percent", "plus", "step", "ending", "floor", "ceiling", "min_margin")
    told = {name: getattr(rule, name) for name in same}
    told |= {name: _plain(getattr(rule, name)) for name in numbers}
    return told | {
        "id": str(rule.id),
        "amount": None if rule.amount is None else price(rule.amount, rule.currency),
        "valid_from": instant(rule.valid_from),
        "valid_to": instant(rule.valid_to),
    }


def rate_shape(rate: Any) -> dict[str, Any]:
    """One stored rate."""
    return {
        "currency": rate.currency,
        "quoted": rate.quoted,
        "day": rate.day.isoformat(),
        "rate": plain(rate.rate),
        "source": rate.source,
    }


def _plain(number: Any) -> str | None:
    return None if number is None else plain(number)
