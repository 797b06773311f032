"""Lays out one label: which texts in which lines, and how large its code is. The template only draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dinghuo.papers.rules.label_formats import LabelFormat
from dinghuo.papers.rules.label_symbols import Bars, bars_of
from dinghuo.papers.rules.label_texts import POINT_MM, fitted, width_mm

#: The leading of a line of text, of its size.
LEADING = 1.25
#: Where bars are lower than this, a hand scanner misses them.
LOWEST_BARS_MM = 6.0
LEAST_SQUARE_MM = 12.0


@dataclass(frozen=True)
class Thing:
    """What a label is stuck on: a unit of an article, or a shelf. `facts` are short lines below the name."""

    name: str
    code: str
    gtin: str = ""
    facts: Sequence[str] = ()
    lot: str = ""
    expires: date | None = None
    prefers_square: bool = False


@dataclass(frozen=True)
class Look:
    """Type sizes in points and how many lines of the name there are, for labels from this height on."""

    height_mm: float
    name: float
    lines: int
    fact: float
    text: float


LOOKS = (
    Look(100, 20, 3, 12, 12),
    Look(40, 10, 2, 8, 8),
    Look(30, 8, 2, 6.5, 7),
    Look(0, 6.5, 1, 5.5, 6),
)


@dataclass(frozen=True)
class Label:
    """One label as it is drawn; lengths in millimetres, sizes in points. `bars`: dark bars as (from, width) in
    millimetres; none where the code is a square of `square_mm`, which says `code`."""

    name: Sequence[str]
    name_size: float
    facts: Sequence[str]
    fact_size: float
    text: str
    text_size: float
    code: str
    bars: Sequence[tuple[float, float]] = ()
    bars_width_mm: float = 0
    bars_height_mm: float = 0
    square_mm: float = 0


def laid_out(thing: Thing, size: LabelFormat) -> Label:
    """The label of a thing in a size: bars across its foot, or a square code beside or below the name."""
    look = next(each for each in LOOKS if size.height_mm >= each.height_mm)
    room = size.width_mm - 2 * size.quiet_mm
    bars = None if thing.prefers_square else bars_of(thing.code, thing.gtin, thing.lot, thing.expires)
    module = bars.module_for(room) if bars else 0.0
    if bars and module:
        return _with_bars(thing, size, look, bars, module)
    return _with_square(thing, size, look, bars)


def _with_bars(thing: Thing, size: LabelFormat, look: Look, bars: Bars, module: float) -> Label:
    room, height = size.width_mm - 2 * size.quiet_mm, size.height_mm - 2 * size.quiet_mm
    name = fitted(thing.name, look.name, room, look.lines)
    facts = _facts(thing, look, room)
    taken = _height(look.name, len(name)) + _height(look.text, 1)
    while facts and height - taken - _height(look.fact, len(facts)) < LOWEST_BARS_MM:
        facts = facts[:-1]
    left = height - taken - _height(look.fact, len(facts))
    return Label(
        name=name,
        name_size=look.name,
        facts=facts,
        fact_size=look.fact,
        text=_shrunk(bars.text, look.text, room),
        text_size=_text_size(bars.text, look.text, room),
        code=thing.code,
        bars=[(start * module, width * module) for start, width in bars.runs()],
        bars_width_mm=bars.width_mm(module),
        bars_height_mm=min(left - 0.8, size.height_mm * 0.4),
    )


def _with_square(thing: Thing, size: LabelFormat, look: Look, bars: Bars | None) -> Label:
    height = size.height_mm - 2 * size.quiet_mm
    is_tall = size.height_mm > size.width_mm
    whole = size.width_mm - 2 * size.quiet_mm
    square = whole * 0.6 if is_tall else max(LEAST_SQUARE_MM, min(height, whole * 0.4))
    room = whole if is_tall else whole - square - 1.5
    name = fitted(thing.name, look.name, room, look.lines + 1)
    code = bars.text if bars and thing.gtin else thing.code
    taken = _height(look.name, len(name)) + _height(look.text, 1)
    most = int((height - taken - (square if is_tall else 0)) / _height(look.fact, 1))
    return Label(
        name=name,
        name_size=look.name,
        facts=_facts(thing, look, room)[: max(most, 0)],
        fact_size=look.fact,
        text=_shrunk(code, look.text, room),
        text_size=_text_size(code, look.text, room),
        code=(bars.text if bars and (thing.lot or thing.expires) else thing.gtin) or thing.code,
        square_mm=square,
    )


def _facts(thing: Thing, look: Look, room: float) -> list[str]:
    return [fitted(fact, look.fact, room, 1)[0] for fact in thing.facts if fact]


def _height(size: float, lines: int) -> float:
    return size * POINT_MM * LEADING * lines


def _text_size(text: str, size: float, room: float) -> float:
    """Codes aren't cut while they can be set smaller: down to 4.5 points, which can still be read."""
    return max(4.5, min(size, size * room / max(width_mm(text, size), 0.1)))


def _shrunk(text: str, size: float, room: float) -> str:
    return fitted(text, _text_size(text, size, room), room, 1)[0] if text else ""
