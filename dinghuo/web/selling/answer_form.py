"""The answer to an order as a form: what waits on each line, what is in stock beside it, and what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Faults
from dinghuo.foundation.quantity import packed
from dinghuo.inventory.queries.available import available
from dinghuo.ordering.actions.confirm_order import LineAnswer
from dinghuo.organisations.queries.today import today
from dinghuo.web.selling.packs import Pack, pack_of
from dinghuo.web.selling.typed import read_day, read_decimal

ZERO = Decimal(0)
#: The fields of a line as the action names them, and as the form does.
FIELDS = {"backorder": "later", "promised_date": "date", "line": "accept"}


@dataclass(frozen=True)
class OpenLine:
    """A line that may be answered: how much waits for it, and how much is there for it (base units; None: no stock
    is kept of it)."""

    line: Any
    pack: Pack
    waits: Decimal
    have: Decimal | None

    @property
    def accept(self) -> Decimal:
        """What can be promised at once, in whole packs."""
        return self.waits if self.have is None else self.pack.whole(min(self.waits, self.have))

    @property
    def short(self) -> bool:
        """True if not all of it is there."""
        return self.accept < self.waits

    @property
    def waits_text(self) -> str:
        """How much waits for an answer, in the pack."""
        return self.pack.of(self.waits)

    @property
    def waits_packed(self) -> str:
        """The same in whole packs and loose units, if it fills no whole packs."""
        return self.pack.told(self.line, self.waits)

    @property
    def have_text(self) -> str:
        """How much is there, in whole packs and loose units."""
        if self.have is None:
            return ""
        return packed(self.have, self.pack.factor, self.pack.unit, self.line.base_unit)

    def name(self, field: str) -> str:
        """The name of one of the line's fields."""
        return f"lines.{self.line.position}.{field}"

    @property
    def names(self) -> dict[str, str]:
        """The names of the line's fields, for the template."""
        return {field: self.name(field) for field in ("accept", "later", "date", "refuse", "reason")}


def open_lines(actor: Actor, lines: Sequence[Any]) -> list[OpenLine]:
    """The lines with something to answer: pending, or on back-order for which goods have come. One statement."""
    waiting = [line for line in lines if line.counters.pending or line.backordered]
    if not waiting:
        return []
    free = available(actor, {line.variant_id for line in waiting}, actor.organisation_id)
    found = []
    for line in waiting:
        have = _have(line, free)
        counters = line.counters
        # Goods that are still missing need no second answer.
        if counters.pending or have is None or have > 0:
            waits = counters.pending + line.backordered
            found.append(OpenLine(line, pack_of(line, waits), waits, have))
    return found


def _have(line: Any, free: Mapping[tuple[UUID, UUID], Decimal]) -> Decimal | None:
    if not line.stocked:
        return None
    # What is held for this line beyond what is already promised of it counts as free for it.
    held = max(ZERO, line.held - line.counters.to_ship)
    return held + free.get((line.variant_id, line.seller_id), ZERO)


def stored_answer(actor: Actor, lines: Sequence[OpenLine]) -> dict[str, Any]:
    """What the form proposes: everything that is there, the rest later."""
    stored: dict[str, Any] = {}
    for each in lines:
        stored[each.name("accept")] = each.pack.of(each.accept)
        stored[each.name("later")] = each.pack.of(each.waits - each.accept) if each.short else ""
        day = each.line.promised_date
        stored[each.name("date")] = day if day and day >= today(actor) else ""
    return stored


def read_answer(typed: Mapping[str, str], lines: Sequence[OpenLine]) -> list[LineAnswer]:
    """The answers as they were typed; a line with nothing typed isn't answered. Raises Invalid with every fault."""
    faults = Faults()
    answers = []
    for each in lines:
        accept, later, refuse = (
            read_decimal(typed, each.name(field), faults) * each.pack.factor
            for field in ("accept", "later", "refuse")
        )
        day = read_day(typed, each.name("date"), faults)
        if accept or later or refuse:
            reason = typed.get(each.name("reason"), "")
            answers.append(LineAnswer(each.line.position, accept, later, refuse, day, reason))
    faults.raise_any()
    return answers


def beside(fault: Fault, answers: Sequence[LineAnswer]) -> Fault:
    """The action's fault as a fault of the field that it came from."""
    _lines, place, field = (*fault.path.split("."), "", "")[:3]
    if not place.isdigit() or int(place) >= len(answers):
        return fault
    name = f"lines.{answers[int(place)].line}.{FIELDS.get(field, field)}"
    return Fault(name, fault.code, fault.message)
