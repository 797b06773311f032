"""Tells what a file of order lines sells, and names every line that it doesn't, with the reason."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dinghuo.foundation.quantity import plain
from dinghuo.integration.rules.cancellations import Cancels, find_cancelled
from dinghuo.integration.rules.trade_file import COLUMNS, TradeLine
from dinghuo.integration.rules.trade_lines import Reason, why_not_sold

ZERO = Decimal(0)
HEADING = ("Line", *COLUMNS.values(), "Reason", "Note")


@dataclass(frozen=True)
class TradeReport:
    """Every line of the file stands in exactly one place: sold, or unsold with its reason."""

    sold: list[TradeLine] = field(default_factory=list)
    unsold: list[tuple[TradeLine, Reason]] = field(default_factory=list)
    cancelled: list[Cancels] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        """What the sold lines cost."""
        return sum(((line.quantity or ZERO) * (line.price or ZERO) for line in self.sold), ZERO)

    @property
    def invoices(self) -> int:
        """How many invoices the sold lines stand on."""
        return len({(line.invoice, line.customer) for line in self.sold})

    @property
    def by_reason(self) -> Counter[Reason]:
        """How many lines aren't sold, by reason."""
        return Counter(reason for _, reason in self.unsold)


def make_report(lines: Sequence[TradeLine]) -> TradeReport:
    """Sort the lines of a file."""
    report = TradeReport()
    for line in lines:
        reason = why_not_sold(line)
        if reason is None:
            report.sold.append(line)
        else:
            report.unsold.append((line, reason))
    cancelled = [line for line, reason in report.unsold if reason is Reason.CANCELLATION]
    report.cancelled.extend(find_cancelled(report.sold, cancelled))
    return report


def unsold_rows(report: TradeReport) -> Iterator[tuple[str, ...]]:
    """The unsold lines as rows under HEADING, in the order of the file."""
    cancels = {found.line.number: found for found in report.cancelled}
    for line, reason in report.unsold:
        yield (
            str(line.number),
            _harmless(line.invoice),
            _harmless(line.code),
            _harmless(line.description),
            "" if line.quantity is None else plain(line.quantity),
            f"{line.at:%Y-%m-%d %H:%M}" if line.at else "",
            "" if line.price is None else plain(line.price),
            _harmless(line.customer),
            reason.value,
            _note(line, reason, cancels.get(line.number)),
        )


def _note(line: TradeLine, reason: Reason, found: Cancels | None) -> str:
    if reason is Reason.UNREADABLE:
        return f"can't be read: {', '.join(line.unread)}"
    if found is None:
        return ""
    parts = [
        f"cancels {plain(quantity)} of invoice {sale.invoice}, line {sale.number}"
        for sale, quantity in found.of
    ]
    if found.rest:
        parts.append(f"{plain(found.rest)} not sold in this file")
    return "; ".join(parts)


def _harmless(text: str) -> str:
    # A spreadsheet would run what begins like a formula.
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
