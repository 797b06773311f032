"""Compares the lots that a seller states with those that the book holds for the lines."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import named
from dinghuo.foundation.quantity import plain
from dinghuo.fulfilment.steps.read_shipped_lines import LineShipment
from dinghuo.inventory.queries.held_lots import HeldLot, held_lots
from dinghuo.ordering.models import OrderLine


def check_lots(
    actor: Actor,
    order_lines: Sequence[OrderLine],
    lines: Sequence[LineShipment],
    warehouse_id: UUID | None = None,
) -> dict[UUID, str]:
    """The lot to be taken, by the order line's id, where the seller states one of those that the line holds. What the
    book keeps without lots may be called what is printed on it.

    Raises Invalid for every lot that isn't held for its line, of which too little is, or that expires on another day.
    One statement, none where nothing is stated. The caller holds the order's lock, so nobody changes what it holds.
    """
    by_position = {line.position: line for line in order_lines if line.stocked}
    stated = [
        (i, one, by_position[one.line])
        for i, one in enumerate(lines)
        if one.lot.strip() and one.line in by_position
    ]
    held = held_lots(actor, [line.id for _i, _one, line in stated], warehouse_id)
    faults, lots = Faults(), {}
    for i, one, line in stated:
        there = held.get(line.id, {})
        if any(there):
            _check(i, one, line, there, faults)
            lots[line.id] = one.lot.strip()
    faults.raise_any()
    return lots


def _check(i: int, one: LineShipment, line: OrderLine, there: Mapping[str, HeldLot], faults: Faults) -> None:
    lot = one.lot.strip()
    told = ", ".join(f"{name or _('without a lot')} ({plain(part.quantity)})" for name, part in there.items())
    facts = {"lot": lot, "name": named(line), "lots": told}
    mine = there.get(lot)
    if mine is None:
        words = _("Of %(name)s this order has no lot %(lot)s. It has %(lots)s: state one of these, or none.")
        faults.add(f"lines.{i}.lot", "other-lot", words % facts)
        return
    unnamed = there.get("")
    if one.quantity > mine.quantity + (unnamed.quantity if unnamed else 0):
        words = _(
            "Of %(name)s this order has %(lots)s. State no lot, and each is written down with what it has."
        )
        faults.add(f"lines.{i}.quantity", "too-much", words % facts)
    if one.expires and mine.expires and one.expires != mine.expires:
        words = _("Lot %(lot)s expires on %(expires)s. Give another date another lot.")
        faults.add(
            f"lines.{i}.expires", "other-date", words % {"lot": lot, "expires": mine.expires.isoformat()}
        )
