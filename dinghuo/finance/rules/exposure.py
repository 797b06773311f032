"""How much credit an order uses, and in which bucket, from what has become of its units (semantics 4.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dinghuo.finance.rules.portion import ZERO, LineValue, value_upto


@dataclass(frozen=True, slots=True)
class Buckets:
    """Amounts of used credit by bucket."""

    ordered: Decimal = ZERO
    shipped: Decimal = ZERO
    invoiced: Decimal = ZERO

    @property
    def used(self) -> Decimal:
        """All of it."""
        return self.ordered + self.shipped + self.invoiced

    def __sub__(self, other: "Buckets") -> "Buckets":
        return Buckets(
            self.ordered - other.ordered,
            self.shipped - other.shipped,
            self.invoiced - other.invoiced,
        )

    def __add__(self, other: "Buckets") -> "Buckets":
        return Buckets(
            self.ordered + other.ordered,
            self.shipped + other.shipped,
            self.invoiced + other.invoiced,
        )


@dataclass(frozen=True, slots=True)
class LineUse:
    """One line's units, all in base units.

    `gone` will never be paid for (refused, cancelled, rejected, lost); `out` are shipped, neither gone nor
    invoiced. `billed` is what was really invoiced (tax included), which a later change of the line leaves as it
    is; None where that is what the line says.
    """

    value: LineValue
    units: Decimal
    gone: Decimal
    out: Decimal
    invoiced: Decimal
    billed: Decimal | None = None

    @property
    def live(self) -> Decimal:
        """The units that are or will be paid for."""
        return self.units - self.gone


@dataclass(frozen=True, slots=True)
class LineWorth:
    """What a line's units cost, tax included: those invoiced, those invoiced or out, those paid for in the end."""

    invoiced: Decimal
    out: Decimal
    live: Decimal


def line_worth(line: LineUse, currency: str) -> LineWorth:
    """Invoices take a line's units from its first to its last: those out come after them, those to ship come last.

    What was billed is a fact: units that come later can't make it less, and without later ones it is the whole.
    """

    def upto(units: Decimal) -> Decimal:
        return value_upto(line.value, units, line.units, currency).gross

    invoiced = upto(line.invoiced) if line.billed is None else line.billed
    out = max(invoiced, upto(line.invoiced + line.out)) if line.out else invoiced
    live = max(out, upto(line.live)) if line.live > line.invoiced + line.out else out
    return LineWorth(invoiced, out, live)


def freight_due(lines: Sequence[LineUse], freight: Decimal) -> Decimal:
    """Freight is paid as soon as anything is: an order of which nothing is left costs nothing."""
    return freight if any(line.live for line in lines) else ZERO


def payable(lines: Sequence[LineUse], freight: Decimal, currency: str) -> Decimal:
    """What the order will cost if nothing more is refused, cancelled or rejected."""
    return sum((line_worth(line, currency).live for line in lines), freight_due(lines, freight))


def exposure(
    lines: Sequence[LineUse],
    freight: Decimal,
    freight_invoiced: bool,
    unpaid_invoices: Decimal,
    currency: str,
) -> Buckets:
    """The buckets of an order's credit. Freight is invoiced with the first invoice; until then it is ordered."""
    ordered = ZERO if freight_invoiced else freight_due(lines, freight)
    shipped = ZERO
    for line in lines:
        worth = line_worth(line, currency)
        shipped += worth.out - worth.invoiced
        ordered += worth.live - worth.out
    return Buckets(ordered, shipped, unpaid_invoices)
