"""One operation for many prices: so much per cent, an amount, rounded to an ending, never below cost and a margin."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from dinghuo.pricing.rules.formula import Formula, applied


@dataclass(frozen=True, slots=True)
class Selection:
    """Which prices of a list: of a brand, a category and all below it, products or articles; all where none is named.
    `goods` are codes of products or SKUs."""

    brand: str = ""
    category: str = ""
    goods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """By how much prices change. `plus`, `floor` and `ceiling` are for one base unit, as in a formula rule."""

    percent: Decimal = Decimal(0)
    plus: Decimal = Decimal(0)
    step: Decimal | None = None
    ending: Decimal = Decimal(0)
    floor: Decimal | None = None
    ceiling: Decimal | None = None
    min_margin: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MassChange:
    """An operation on a selection of a list's prices, from a moment on (None: now)."""

    selection: Selection
    operation: Operation
    at: datetime | None = None


def changed(operation: Operation, amount: Decimal, factor: Decimal, cost: Decimal | None) -> Decimal | None:
    """The new price of a unit of `factor` base units that costs the seller `cost`; None where a least margin is asked
    for and the cost isn't known, or nothing above zero is left."""
    formula = Formula(
        base_list="",
        percent=100 + operation.percent,
        plus=operation.plus,
        step=operation.step,
        ending=operation.ending,
        floor=operation.floor,
        ceiling=operation.ceiling,
        min_margin=operation.min_margin,
    )
    return applied(formula, amount, factor, cost)
