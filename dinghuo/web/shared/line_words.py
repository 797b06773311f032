"""Says where the units of an order line are, in the unit it was ordered in."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.foundation import formats
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.queries.sources import Sources


@dataclass(frozen=True, slots=True)
class Amount:
    """A part of a line: the number, and the unit it is told in."""

    value: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{plain(self.value)}{formats.THIN}{self.unit}"

    def __bool__(self) -> bool:
        return self.value != 0


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know about a line: a shape and words."""

    shape: str
    words: str


def in_unit(line: Any, base: Decimal) -> Amount:
    """Base units in the line's own unit if they fill whole ones of it, else as base units."""
    if line.factor == 1 or base % line.factor == 0:
        return Amount(base / line.factor, line.unit)
    return Amount(base, line.base_unit)


def notes_of(line: Any, sources: Sources | None = None) -> list[Note]:
    """What is not as ordered, or still under way: back-order with its day, refused and why, shipped, rejected, lost.

    With `sources`, where it is served from: so much now from a warehouse, so much with a delivery on its day."""
    counters = line.counters
    told = [
        ("waiting", Decimal(0) if sources else line.backordered, _backorder_words(line)),
        ("ended", line.refused, _("%(amount)s refused")),
        ("ended", counters.cancelled, _("%(amount)s cancelled")),
        ("part", counters.in_transit, _("%(amount)s on the way")),
        ("ended", line.rejected, _("%(amount)s rejected")),
        ("ended", line.lost, _("%(amount)s lost")),
        ("ended", line.returned, _("%(amount)s returned")),
    ]
    day = formats.day(line.promised_date) if line.promised_date else ""
    found = _source_notes(line, sources) if sources else []
    found += [
        Note(shape, words % {"amount": in_unit(line, value), "day": day})
        for shape, value, words in told
        if value
    ]
    shared = _sharing_words(line)
    if shared:
        found.append(Note("", shared))
    if line.answer_reason and (line.refused or line.backordered):
        found.append(Note("", line.answer_reason))
    return found


def _sharing_words(line: Any) -> str:
    """By which rule it got its part of goods too few for all, as both parties may read it, while goods are to come."""
    note = line.sharing
    if not note or not line.counters.unshipped:
        return ""
    words = {
        "in_turn": _("too few for all, shared in turn: %(got)s of %(wanted)s"),
        "proportional": _("too few for all, shared in proportion: %(got)s of %(wanted)s"),
        "fresh": _("not enough of it is fresh enough: %(got)s of %(wanted)s"),
        "hand": _("the seller’s decision: %(got)s of %(wanted)s. %(why)s"),
        "gave": _("the seller gave %(got)s of it to somebody else. %(why)s"),
    }.get(str(note["rule"]), "")
    got, wanted = Decimal(note["quantity"]), Decimal(note["wanted"])
    if got >= wanted and note["rule"] != "gave":
        return ""
    told = {"got": in_unit(line, got), "wanted": in_unit(line, wanted), "why": note.get("why", "")}
    return (words % told).strip()


def _source_notes(line: Any, sources: Sources) -> list[Note]:
    now = _("%(amount)s from %(place)s now")
    later = _("%(amount)s with %(reference)s on %(day)s")
    found = [
        Note(
            "part", now % {"amount": in_unit(line, each.quantity), "place": translated(each.name, each.names)}
        )
        for each in sources.held
    ]
    found += [
        Note(
            "waiting",
            later
            % {
                "amount": in_unit(line, each.quantity),
                "reference": each.reference,
                "day": formats.day(each.expected),
            },
        )
        for each in sources.pledges
    ]
    rest = line.waiting - line.promised
    if rest > 0:
        found.append(Note("waiting", _("%(amount)s on back-order") % {"amount": in_unit(line, rest)}))
    return found


def _backorder_words(line: Any) -> str:
    return _("%(amount)s on %(day)s") if line.promised_date else _("%(amount)s on back-order")


def columns_of(line: Any) -> list[tuple[str, Amount]]:
    """The quantities of a line as its table shows them: ordered, confirmed, shipped, accepted."""
    return [
        (_("ordered"), in_unit(line, line.ordered)),
        (_("confirmed"), in_unit(line, line.allocated)),
        (_("shipped"), in_unit(line, line.shipped)),
        (_("accepted"), in_unit(line, line.accepted)),
    ]


def line_state(line: Any) -> Note:
    """The state of one line in a word."""
    counters = line.counters
    gone = line.refused + counters.cancelled
    if gone == line.ordered:
        return Note("ended", _("Refused") if line.refused else _("Cancelled"))
    if counters.pending == line.ordered - gone:
        return Note("waiting", _("Not answered"))
    if counters.unshipped == 0 and counters.in_transit == 0:
        return Note("done", _("Received"))
    if line.shipped:
        return Note("part", _("On its way") if counters.unshipped == 0 else _("Shipped in part"))
    if line.backordered:
        return Note("waiting", _("On back-order") if not line.allocated else _("Confirmed in part"))
    return Note("part", _("Confirmed"))
