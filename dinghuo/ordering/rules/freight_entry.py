"""What it is to cost to send orders, as it is written, and what is wrong with its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dinghuo.catalogue.states import TermWhom

ZERO = Decimal(0)
MOST = Decimal(10) ** 10
#: Above these an amount is a slip: a hundred tonnes would cost more than an order can hold.
MOST_CHARGED, LEAST_STEP = Decimal(10) ** 8, Decimal(100)
AMOUNTS = ("amount", "first_grams", "step_grams", "step_amount", "free_from")
STEPS = ("first_grams", "step_grams", "step_amount")
FIRST, LAST = date(2000, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True)
class FreightInput:
    """Of whose orders (`seller`, by code; empty: of all whose sellers say nothing, together), for whom (`named`, as
    `whom` says; empty for everybody), in which storefront (key; empty: any), to which region (GB/T 2260: province, city
    or district; empty: everywhere), on which days of the market's calendar, both included (None: from today; for good).

    `amount` for the order, or with `first_grams` for the first of its weight, then `step_amount` for each further
    `step_grams`. Nothing from goods of `free_from` on. Amounts include tax, in the currency of the storefront;
    `tax_rate` 0.09 is 9 %.
    """

    amount: Decimal
    seller: str = ""
    whom: TermWhom = TermWhom.ALL
    named: str = ""
    storefront: str = ""
    region_code: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    first_grams: Decimal = ZERO
    step_grams: Decimal = ZERO
    step_amount: Decimal = ZERO
    free_from: Decimal = ZERO
    tax_rate: Decimal = ZERO
    note: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)


def faults_of(wanted: FreightInput) -> list[tuple[str, str]]:
    """What is wrong with its numbers and days, as (path, code)."""
    found = []
    for name in AMOUNTS:
        number = getattr(wanted, name)
        places = 3 if name.endswith("grams") else 4
        if not (number.is_finite() and 0 <= number < MOST and number == round(number, places)):
            found.append((name, "amount"))
        elif name in ("amount", "step_amount") and number >= MOST_CHARGED:
            found.append((name, "too-large"))
    rate = wanted.tax_rate
    if not (rate.is_finite() and 0 <= rate < 1 and rate == round(rate, 4)):
        found.append(("tax_rate", "share"))
    if not any(path in STEPS for path, _code in found):
        found += _steps(wanted)
    start, end = wanted.starts_on, wanted.ends_on
    if start and end and end < start:
        found.append(("ends_on", "before-start"))
    if any(day and not FIRST <= day < LAST for day in (start, end)):
        found.append(("starts_on", "day"))
    if len(wanted.note) > 200 or "\0" in wanted.note:
        found.append(("note", "too-long"))
    return found


def _steps(wanted: FreightInput) -> list[tuple[str, str]]:
    if wanted.first_grams and not wanted.step_grams:
        return [("step_grams", "no-step")]
    if 0 < wanted.step_grams < LEAST_STEP:
        return [("step_grams", "too-small")]
    if not wanted.first_grams and (wanted.step_grams or wanted.step_amount):
        return [("first_grams", "no-first")]
    return []
