"""Reads which lines of an order are to be shipped, and tells every fault at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import PLACES
from dinghuo.ordering.models import OrderLine

LARGEST = Decimal(10) ** 12


@dataclass(frozen=True)
class LineShipment:
    """How much of an order line (by its position) leaves, in base units, and what is printed on it."""

    line: int
    quantity: Decimal
    lot: str = ""
    expires: date | None = None


def read_shipped_lines(
    lines: Sequence[OrderLine], wanted: Sequence[LineShipment], faults: Faults
) -> dict[UUID, LineShipment]:
    """The wanted quantities by the order line's id; none wanted means all that is ready to leave."""
    if not wanted:
        return {
            line.id: LineShipment(line.position, line.counters.to_ship)
            for line in lines
            if line.counters.to_ship
        }
    by_position = {line.position: line for line in lines}
    read: dict[UUID, LineShipment] = {}
    for i, one in enumerate(wanted):
        line = by_position.get(one.line)
        if line is None:
            faults.add(
                f"lines.{i}.line", "unknown", _("This order has no line %(line)s.") % {"line": one.line}
            )
        elif line.id in read:
            faults.add(f"lines.{i}.line", "twice", _("Line %(line)s is there twice.") % {"line": one.line})
        else:
            read[line.id] = one
        _check(i, one, faults)
    return read


def _check(i: int, one: LineShipment, faults: Faults) -> None:
    quantity = one.quantity
    if not quantity.is_finite() or quantity <= 0 or quantity >= LARGEST:
        faults.add(f"lines.{i}.quantity", "positive", _("Give a quantity of more than zero."))
    elif quantity % PLACES:
        faults.add(f"lines.{i}.quantity", "decimals", _("A quantity has at most six decimals."))
    if len(one.lot) > 60:
        faults.add(f"lines.{i}.lot", "too-long", _("A lot has at most 60 characters."))
