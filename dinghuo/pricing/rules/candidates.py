"""The prices that a line could have: every row of the buyer's lists that applies, in the order in which they count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from dinghuo.pricing.rules.formula import Formula, applied, micro
from dinghuo.pricing.rules.levels import DEEPEST, LEVELS
from dinghuo.pricing.rules.taxes import untaxed

ONE = Decimal(1)
ZERO = Decimal(0)
RATE = 10**10


@dataclass(slots=True)
class Listed:
    """A list that takes part. `own`: it is meant for the buyer; else only others follow from it. `rate`: what one of
    its currency is worth in the one asked for, None where it is the same."""

    number: int
    id: str
    own: bool
    level: int
    rank: tuple[int, int, bool, bool, bool, str]
    kind: str
    currency: str
    tax_included: bool
    key: str
    name: str
    rate: Decimal | None


@dataclass(slots=True)
class Row:
    """A price on a list that applies to a line. `factor`: base units in its unit, None where that isn't known. `sums`
    names the lines that count towards its minimum, which is then in base units; empty: the line alone."""

    listed: Listed
    id: str
    unit: str
    min_quantity: Decimal
    amount: Decimal | None
    factor: Decimal | None
    specificity: int = 0
    sums: tuple[str, str] | None = None
    formula: Formula | None = None


@dataclass
class Line:
    """A line with its rows by the number of their list. `others` is what else of the basket counts for a row's sums.

    `tax_rate` is the goods', `taxed_by` whence it is where that isn't their product; both are known only where
    something asks for them. `exempt`: the certificate by which the buyer pays no tax. `shown_tax`: how it is shown
    prices.
    """

    unit: str
    quantity: Decimal
    factor: Decimal | None
    rows: dict[int, list[Row]] = field(default_factory=dict)
    others: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    tax_rate: Decimal = ZERO
    taxed_by: Sequence[str] = ()
    exempt: str | None = None
    shown_tax: str = ""
    dropped: list[tuple[Row, str]] = field(default_factory=list)

    @cached_property
    def base_quantity(self) -> Decimal:
        """Base units; where the unit's factor isn't known, the unit counts as one."""
        return self.quantity * (self.factor or ONE)

    def has_tax(self, listed: Listed) -> bool:
        """Whether tax is in this line's price by the list: never for who is exempt."""
        return listed.tax_included and self.exempt is None


@dataclass(slots=True)
class Candidate:
    """A price for one ordered unit, from `threshold` base units of the line on; the least `order` is first."""

    order: tuple[Any, ...]
    row: Row
    threshold: Decimal
    price: Decimal
    same_unit: bool
    base: "Candidate | None" = None
    cost: Decimal | None = None
    own_price: Decimal = ZERO


def candidates(line: Line, lists: Sequence[Listed], by_id: Mapping[str, Listed]) -> list[Candidate]:
    """All candidates of the lists, which are the buyer's in their order, sorted; in the currency asked for."""
    found = []
    for position, listed in enumerate(lists):
        if listed.number in line.rows:
            found += [_shown(line, each, position) for each in _on_list(line, listed, by_id, ())]
    found = [each for each in found if each.price > 0]
    found.sort(key=_order)
    return found


def _order(candidate: Candidate) -> tuple[Any, ...]:
    return candidate.order


def _shown(line: Line, candidate: Candidate, position: int) -> Candidate:
    """As it counts among the other lists: after those before its own, by the day's rate, for who is exempt without the
    tax that is in it."""
    candidate.order = (position, *candidate.order)
    candidate.own_price = candidate.price
    rate = candidate.row.listed.rate
    if rate is not None:
        exact = micro(candidate.price) * int(rate * RATE)
        candidate.price = Decimal((2 * exact + RATE) // (2 * RATE)).scaleb(-6)
    if line.exempt is not None and candidate.row.listed.tax_included:
        candidate.price = untaxed(candidate.price, line.tax_rate)
    return candidate


def _on_list(
    line: Line, listed: Listed, by_id: Mapping[str, Listed], path: tuple[str, ...]
) -> list[Candidate]:
    found: list[Candidate] = []
    for row in line.rows.get(listed.number, ()):
        if row.formula is not None:
            found += _followers(line, row, by_id, (*path, listed.id))
            continue
        same = row.unit == line.unit or (not row.unit and line.factor == 1)
        price = row.amount if same else converted(row.amount, line.factor, _factor(row))
        if price is None or price <= 0:
            line.dropped.append((row, "unit-unknown" if price is None else "not-above-zero"))
            continue
        factor = (line.factor or ONE) if same else (_factor(row) or ONE)
        found.append(_candidate(line, row, factor, price, same))
    return found


def _followers(line: Line, row: Row, by_id: Mapping[str, Listed], path: tuple[str, ...]) -> list[Candidate]:
    """One for each row of the base list: at another quantity another of them counts, and the price with it."""
    formula = row.formula
    base_list = by_id.get(formula.base_list) if formula else None
    if formula is None or line.factor is None or base_list is None:
        line.dropped.append((row, "unit-unknown" if line.factor is None else "base-list-missing"))
        return []
    if base_list.id in path or len(path) > DEEPEST:
        line.dropped.append((row, "circle"))
        return []
    known = cost_of(line, row.listed.currency, by_id) if formula.min_margin is not None else None
    cost = known.price if known else None
    if formula.min_margin is not None and cost is None:
        line.dropped.append((row, "cost-unknown"))
        return []
    found = []
    bases = _on_list(line, base_list, by_id, path)
    for base in bases:
        price = applied(formula, base.price, line.factor, cost)
        if price is None:
            line.dropped.append((row, "not-above-zero"))
            continue
        own = _candidate(line, row, ONE, price, True)
        own.order += base.order
        own.threshold = max(own.threshold, base.threshold)
        own.base, own.cost = base, cost
        found.append(own)
    if not bases:
        line.dropped.append((row, "base-price-missing"))
    return found


def _candidate(line: Line, row: Row, factor: Decimal, price: Decimal, same: bool) -> Candidate:
    if row.sums is None:
        nominal = threshold = row.min_quantity * factor
    else:
        nominal = row.min_quantity
        threshold = max(nominal - line.others.get(row.sums, ZERO), ZERO)
    order = (row.specificity, not same, -nominal, -factor, row.unit, row.formula is not None)
    return Candidate(order, row, threshold, price, same)


def _factor(row: Row) -> Decimal | None:
    return row.factor if row.unit else ONE


def converted(amount: Decimal | None, ordered: Decimal | None, own: Decimal | None) -> Decimal | None:
    """The one conversion of a price: amount x factor(ordered) / factor(row), half up to six decimals, in whole numbers
    so that nothing is rounded twice. None where a factor isn't known."""
    if amount is None or ordered is None or own is None:
        return None
    whole = micro(own)
    return Decimal((2 * micro(amount) * micro(ordered) + whole) // (2 * whole)).scaleb(-6)


def cost_of(line: Line, currency: str, by_id: Mapping[str, Listed]) -> Candidate | None:
    """What one ordered unit costs the seller: by its cost list, the smallest step."""
    found = [
        each
        for listed in by_id.values()
        if listed.kind == "cost" and listed.currency == currency
        for each in _on_list(line, listed, {}, ())
    ]
    return min(found, key=_cheapest_step, default=None)


def _cheapest_step(candidate: Candidate) -> tuple[Any, ...]:
    specific, other_unit, nominal, factor, unit, _formula = candidate.order
    return (specific, other_unit, -nominal, factor, unit)


def level_of(kind: str) -> int:
    """The number of a kind's level; 0 for lists that are nobody's."""
    return LEVELS.get(kind, 0)
