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


class PricePolicyAnswer(Answer):
    """How prices are found."""

    lowest_from: str | None = Field(
        description="From this level on the lowest price counts; null: the nearest list's."
    )
    reviewed: bool = Field(
        description="Whether a second person looks at changes of prices before they count."
    )


class PriceChangesAnswer(Answer):
    """A set of changes of a list's prices."""

    number: str
    list: str = Field(description="Key of the list.")
    name: str
    state: str = Field(description="draft, waiting, published or undone.")
    starts_at: InstantText | None
    ends_at: InstantText | None
    changes: int = Field(description="How many prices it changes.")
    made_by: str
    submitted_by: str
    decided_by: str
    reason: str


class ChangeSetsAnswer(Listed):
    """Sets of changes, newest first."""

    items: list[PriceChangesAnswer]


class ChangeRowAnswer(Answer):
    """One price before and after; null: none."""

    sku: str
    unit: str
    min_quantity: DecimalText
    was: DecimalText | None
    amount: DecimalText | None


class ChangeRowsAnswer(Listed):
    """The prices of a set of changes, by SKU."""

    items: list[ChangeRowAnswer]


class AffectedAnswer(Answer):
    """A customer and the prices that change for it; null: on request."""

    customer: str = Field(description="Code of the customer.")
    name: str
    prices: list[ChangeRowAnswer]


class AffectedPageAnswer(Listed):
    """Customers for whom the list may count, by name; `prices` is empty where a nearer list has them."""

    items: list[AffectedAnswer]


class MassChangeAnswer(Answer):
    """What an operation makes of many prices."""

    changed: int
    raised: int
    unchanged: int
    unknown_cost: int = Field(
        description="Left out: a least margin is asked for, and their cost isn't known."
    )
    number: str | None = Field(description="Of the draft that was made.")
    rows: list[ChangeRowAnswer] = Field(description="The first hundred.")


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


def changes_shape(draft: Any) -> dict[str, Any]:
    """A set of changes (models/price_draft.py)."""
    return {
        "number": draft.number,
        "list": draft.list.key,
        "name": draft.name,
        "state": draft.state,
        "starts_at": instant(draft.starts_at),
        "ends_at": instant(draft.ends_at),
        "changes": draft.changes,
        "made_by": draft.made_by_name,
        "submitted_by": draft.submitted_by_name,
        "decided_by": draft.decided_by_name,
        "reason": draft.reason,
    }


def change_row(row: Any, was: Any, amount: Any, currency: str) -> dict[str, Any]:
    """One price before and after."""
    return {
        "sku": row.sku,
        "unit": row.unit,
        "min_quantity": plain(row.min_quantity),
        "was": None if was is None else price(was, currency),
        "amount": None if amount is None else price(amount, currency),
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
