"""What a chart consists of: points as they are given, and shapes as they are drawn (per cent across, pixels down)."""

from dataclasses import dataclass
from decimal import Decimal

Number = Decimal | int | float


@dataclass(frozen=True, slots=True)
class Point:
    """One value: its label on the axis, the page with its rows, and a kind ("now", "rest", "low") if it stands out."""

    label: str
    value: Number
    href: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the chart and its words."""

    y: float
    text_y: float
    words: str
    zero: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One drawn bar with the slot that answers to the pointer."""

    label: str
    words: str
    href: str
    kind: str
    x: float
    width: float
    y: float
    height: float
    middle: float
    slot_x: float
    slot_width: float
    text_y: float
    anchor: str
    axis: str
    direct: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of upright bars."""

    height: int
    floor: float
    axis_y: float
    ticks: list[Tick]
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class Label:
    """A word under a chart; `wide` ones don't stand on the phone."""

    x: float
    words: str
    wide: bool
    anchor: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of a line with the slot that answers to the pointer."""

    label: str
    words: str
    href: str
    x: float
    y: float
    slot_x: float
    slot_width: float
    text_y: float
    anchor: str
    direct: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A chart of one line, perhaps over what is usual: a band from low to high, or a second line."""

    height: int
    floor: float
    axis_y: float
    ticks: list[Tick]
    points: list[Dot]
    axis: list[Label]
    line: str
    band: str
    usual: str
    usual_words: str
    usual_y: float


@dataclass(frozen=True, slots=True)
class Strip:
    """One lying bar of a list."""

    label: str
    words: str
    href: str
    kind: str
    width: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Spark:
    """A small line without words."""

    width: int
    height: int
    line: str
