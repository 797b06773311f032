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
    invoiced.
    """

    value: LineValue
    units: Decimal
    gone: Decimal
    out: Decimal
    invoiced: Decimal

    @property
    def live(self) -> Decimal:
        """The units that are or will be paid for."""
        return self.units - self.gone


def freight_due(lines: Sequence[LineUse], freight: Decimal) -> Decimal:
    """Freight is paid as soon as anything is: an order of which nothing is left costs nothing."""
    return freight if any(line.live for line in lines) else ZERO


def payable(lines: Sequence[LineUse], freight: Decimal, currency: str) -> Decimal:
    """What the order will cost if nothing more is refused, cancelled or rejected."""
    goods = sum(
        (value_upto(line.value, line.live, line.units, currency).gross for line in lines),
        ZERO,
    )
    return goods + freight_due(lines, freight)


def exposure(
    lines: Sequence[LineUse],
    freight: Decimal,
    freight_invoiced: bool,
    unpaid_invoices: Decimal,
    currency: str,
) -> Buckets:
    """The buckets of an order's credit.

    Invoices take a line's units from its first to its last, so the units that are out come after those
    invoiced, and those still to ship come last. Freight is invoiced with the first invoice and counts as
    ordered until then.
    """
    ordered = ZERO if freight_invoiced else freight_due(lines, freight)
    shipped = ZERO
    for line in lines:
        invoiced_value = value_upto(line.value, line.invoiced, line.units, currency).gross
        out_value = value_upto(line.value, line.invoiced + line.out, line.units, currency).gross
        live_value = value_upto(line.value, line.live, line.units, currency).gross
        shipped += out_value - invoiced_value
        ordered += live_value - out_value
    return Buckets(ordered, shipped, unpaid_invoices)
