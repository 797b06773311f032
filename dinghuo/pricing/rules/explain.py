"""Says why a price is what it is, in a form that is kept with an order line and can be computed again years later.

What a buyer is told are level, rule, amount, outcome and reason; the rest is what replaying needs, and stays inside.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from dinghuo.foundation.quantity import plain
from dinghuo.pricing.rules.candidates import ONE, Candidate, Line, Row, converted
from dinghuo.pricing.rules.decide import Policy, reason
from dinghuo.pricing.rules.formula import Formula, applied, micro
from dinghuo.pricing.rules.taxes import untaxed

#: Of the way in which prices are found. A trace tells by which it was made; replay knows each that was ever kept.
VERSION = 2
#: What of a step anybody may read who sees the price.
TOLD = ("level", "rule", "list", "unit", "min_quantity", "amount", "outcome", "reason")
_NUMBERS = ("percent", "plus", "step", "ending", "floor", "ceiling", "min_margin")


def explained(found: Sequence[Candidate], won: Candidate, line: Line, policy: Policy) -> list[dict[str, Any]]:
    """All candidates in the order in which they count; the winner also says what was asked."""
    told = [_step(each, won, line, policy) for each in found]
    told[found.index(won)]["asked"] = {
        "version": VERSION,
        "base_quantity": plain(line.base_quantity),
        "factor": plain(line.factor or ONE),
        "lowest_from": policy.lowest_from,
        "tax_rate": plain(policy.tax_rate),
    }
    return told


def _step(candidate: Candidate, won: Candidate, line: Line, policy: Policy) -> dict[str, Any]:
    row = candidate.row
    why = reason(candidate, won, line.base_quantity, policy)
    least = _least(candidate) if why == "minimum-not-reached" else row
    told: dict[str, Any] = {
        "level": row.listed.kind,
        "rule": row.listed.name,
        "list": row.listed.key,
        "unit": least.unit,
        "min_quantity": plain(least.min_quantity),
        "amount": plain(candidate.price),
        "outcome": "won" if candidate is won else "lost",
        "reason": why,
        "row": row.id,
        "threshold": plain(candidate.threshold),
        "rank": row.listed.level,
        "tax_included": line.has_tax(row.listed),
        "made": _made(candidate),
    }
    if row.listed.rate is not None:
        told["rate"] = plain(row.listed.rate)
    if line.exempt is not None and row.listed.tax_included:
        told["untaxed"] = plain(line.tax_rate)
    return told


def _least(candidate: Candidate) -> Row:
    """The row whose minimum it asks for: a formula's own, or that of the row that it follows, whichever is more."""
    row, base = candidate.row, candidate.base
    return row if base is None or row.min_quantity >= base.threshold else _least(base)


def _made(candidate: Candidate) -> dict[str, Any]:
    row, formula = candidate.row, candidate.row.formula
    if formula is None or candidate.base is None:
        own = None if candidate.same_unit else plain(row.factor if row.unit and row.factor else ONE)
        return {"amount": plain(row.amount or candidate.price), "factor": own}
    numbers = {name: getattr(formula, name) for name in _NUMBERS}
    return {
        **{name: plain(number) for name, number in numbers.items() if number is not None},
        "cost": None if candidate.cost is None else plain(candidate.cost),
        "base_list": candidate.base.row.listed.key,
        "base": _made(candidate.base),
    }


def replay(told: Sequence[Mapping[str, Any]]) -> Decimal | None:
    """The price of one ordered unit, computed again from a kept trace. None for a trace of before version 2, and for a
    price that a person gave: those kept amounts only."""
    asked = next((step["asked"] for step in told if "asked" in step), None)
    if asked is None or asked["version"] != VERSION:
        return None
    factor, quantity = Decimal(asked["factor"]), Decimal(asked["base_quantity"])
    prices = [
        (int(step["rank"]), bool(step["tax_included"]), _again(step, factor))
        for step in told
        if "made" in step and Decimal(step["threshold"]) <= quantity
    ]
    if not asked["lowest_from"] or prices[0][0] < asked["lowest_from"]:
        return prices[0][2]
    nearest: dict[int, tuple[bool, Decimal]] = {}
    for rank, included, price in prices:
        nearest.setdefault(rank, (included, price))
    tax = 1 + Decimal(asked["tax_rate"])
    return min(nearest.values(), key=lambda each: each[1] if each[0] else each[1] * tax)[1]


def _again(step: Mapping[str, Any], factor: Decimal) -> Decimal:
    price = _made_again(step["made"], factor)
    if "rate" in step:
        rate = int(Decimal(step["rate"]) * 10**10)
        price = Decimal((2 * micro(price) * rate + 10**10) // (2 * 10**10)).scaleb(-6)
    if "untaxed" in step:
        price = untaxed(price, Decimal(step["untaxed"]))
    return price


def _made_again(made: Mapping[str, Any], factor: Decimal) -> Decimal:
    if "base" in made:
        numbers = {name: Decimal(made[name]) if name in made else None for name in _NUMBERS}
        cost = None if made["cost"] is None else Decimal(made["cost"])
        formula = Formula(base_list="", **numbers)  # type: ignore[arg-type]  # percent, plus and ending are always kept
        price = applied(formula, _made_again(made["base"], factor), factor, cost)
    elif made["factor"] is None:
        price = Decimal(made["amount"])
    else:
        price = converted(Decimal(made["amount"]), factor, Decimal(made["factor"]))
    return price or Decimal(0)
