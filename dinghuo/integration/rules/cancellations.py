"""Finds what a cancelled invoice cancels, as far as the file shows it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from dinghuo.integration.rules.trade_file import TradeLine


@dataclass(frozen=True)
class Cancels:
    """A cancellation's line, the sold lines it takes quantities from, and the quantity that the file doesn't sell."""

    line: TradeLine
    of: list[tuple[TradeLine, Decimal]] = field(default_factory=list)
    rest: Decimal = Decimal(0)


def find_cancelled(sold: Iterable[TradeLine], cancelled: Iterable[TradeLine]) -> list[Cancels]:
    """For each cancellation's line, in order of time, what it cancels.

    It cancels what the same customer had bought of the same article at the same price and not yet cancelled, before
    that instant, the latest first. A sold unit is cancelled once.
    """
    left: dict[tuple[str, str, Decimal | None], list[list]] = defaultdict(list)
    for line in sorted(sold, key=lambda line: (line.at, line.number)):
        left[_slot(line)].append([line, line.quantity])
    found = []
    for line in sorted(cancelled, key=lambda line: (line.at, line.number)):
        wanted = -(line.quantity or Decimal(0))
        taken = []
        for entry in reversed(left[_slot(line)] if line.customer else []):
            sale, open_quantity = entry
            quantity = min(wanted, open_quantity)
            if quantity > 0 and sale.at <= line.at:
                taken.append((sale, quantity))
                entry[1] -= quantity
                wanted -= quantity
        found.append(Cancels(line, taken, max(wanted, Decimal(0))))
    return found


def _slot(line: TradeLine) -> tuple[str, str, Decimal | None]:
    return line.customer, line.code, line.price
