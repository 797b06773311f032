"""The geometry of charts: plain numbers in, positions out, which templates draw as svg.

Horizontal positions are per cent of the chart's width and vertical ones pixels, so a chart fills its place on a phone
as on a desk without any script, and its words keep their size. Bars start at zero, always.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from math import ceil, floor, log10

from dinghuo.web.shared.chart_shapes import Bar, Bars, Dot, Label, Line, Number, Point, Spark, Strip, Tick

__all__ = ["Point", "bars", "line", "spark", "strips"]

TOP, AXIS = 22, 20
WIDE_LABELS, PHONE_LABELS = 8, 6
LINE_WIDTH = 1000


def _plain(value: Number) -> str:
    return f"{value:,.0f}"


def nice_ceiling(value: float) -> float:
    """The round number at or above a value that an axis ends with: few figures times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** floor(log10(value))
    return next(
        step * power
        for step in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
        if step * power >= value * (1 - 1e-9)
    )


def _ticks(
    low: float, high: float, y_of: Callable[[float], float], words: Callable[[Number], str]
) -> list[Tick]:
    values = sorted({low, 0.0, high / 2, high})
    return [
        Tick(round(y_of(value), 1), round(y_of(value) + 4, 1), words(Decimal(str(value))), value == 0)
        for value in values
    ]


def _scale(low: float, high: float, height: int) -> Callable[[float], float]:
    room = height - TOP - AXIS
    return lambda value: TOP + room * (high - value) / (high - low)


def _bounds(values: Sequence[float]) -> tuple[float, float]:
    high = nice_ceiling(max([*values, 0.0]))
    least = min([*values, 0.0])
    return (-nice_ceiling(-least) if least < 0 else 0.0), high


def axis_of(index: int, count: int) -> str:
    """Whether a label stands on the axis: "all" on every screen, "wide" on wide ones only, "" never."""
    wide = max(1, ceil(count / WIDE_LABELS))
    # A multiple of the wide step, so that the phone's labels are among the wide ones.
    phone = wide * ceil(count / PHONE_LABELS / wide)
    if index % wide:
        return ""
    return "wide" if index % phone else "all"


def _anchor(index: int, count: int) -> str:
    return "end" if count > WIDE_LABELS and index == count - 1 else "middle"


def bars(
    points: Sequence[Point], height: int = 180, words: Callable[[Number], str] = _plain, direct_most: int = 8
) -> Bars:
    """Upright bars from zero. Values stand above them directly if there are few, else under the pointer."""
    values = [float(point.value) for point in points]
    low, high = _bounds(values)
    y_of = _scale(low, high, height)
    slot = 100 / max(1, len(points))
    drawn = []
    for index, (point, value) in enumerate(zip(points, values, strict=True)):
        top, foot = y_of(max(value, 0.0)), y_of(min(value, 0.0))
        middle = slot * (index + 0.5)
        drawn.append(
            Bar(
                label=point.label,
                words=words(point.value),
                href=point.href,
                kind=point.kind,
                x=round(middle - slot * 0.35, 3),
                width=round(slot * 0.7, 3),
                y=round(top, 1),
                height=round(max(foot - top, 1.0 if value else 0.0), 1),
                middle=round(middle, 3),
                slot_x=round(slot * index, 3),
                slot_width=round(slot, 3),
                text_y=round(top - 5, 1),
                anchor=_anchor(index, len(points)),
                axis=axis_of(index, len(points)),
                direct=len(points) <= direct_most or point.kind == "now",
            )
        )
    return Bars(height, round(y_of(low), 1), height - 4, _ticks(low, high, y_of, words), drawn)


def line(
    points: Sequence[Point],
    height: int = 180,
    words: Callable[[Number], str] = _plain,
    band: Sequence[tuple[Number, Number]] = (),
    usual: Sequence[Number] = (),
    usual_words: str = "",
    places: Sequence[str] = (),
) -> Line:
    """A line from zero; `band` is the usual (low, high) of each place, `usual` the usual value.

    `points` may be fewer than `band` or `usual`: a day that isn't over yet. `places` then names all of them.
    """
    count = max(len(points), len(band), len(usual), len(places))
    heights = [float(point.value) for point in points] + [float(high) for _low, high in band]
    low, high = _bounds([*heights, *(float(value) for value in usual)])
    y_of = _scale(low, high, height)
    middles = [100 * (index + 0.5) / count for index in range(count)]
    upper = [(x, y_of(float(most))) for x, (_least, most) in zip(middles, band, strict=False)]
    lower = [(x, y_of(float(least))) for x, (least, _most) in zip(middles, band, strict=False)]
    usually = [(x, y_of(float(value))) for x, value in zip(middles, usual, strict=False)]
    # What is usual is named where the line hasn't come yet, or else at the end.
    over = upper or usually or [(100.0, float(TOP))]
    named_y = over[min(len(over) - 1, len(points) + (count - len(points)) // 3)][1]
    dots = _dots(points, count, y_of, words)
    return Line(
        height=height,
        floor=round(y_of(low), 1),
        axis_y=height - 4,
        ticks=_ticks(low, high, y_of, words),
        points=dots,
        axis=_axis(places or [point.label for point in points], count),
        line=path([(dot.x, dot.y) for dot in dots]),
        band=path([*upper, *reversed(lower)]) + "Z" if band else "",
        usual=path(usually),
        usual_words=usual_words if band or usual else "",
        usual_y=round(max(named_y - 8, 10), 1),
    )


def _dots(
    points: Sequence[Point], count: int, y_of: Callable[[float], float], words: Callable[[Number], str]
) -> list[Dot]:
    slot = 100 / max(1, count)
    return [
        Dot(
            label=point.label,
            words=words(point.value),
            href=point.href,
            x=round(slot * (index + 0.5), 3),
            y=round(y_of(float(point.value)), 1),
            slot_x=round(slot * index, 3),
            slot_width=round(slot, 3),
            text_y=round(max(y_of(float(point.value)) - 9, 10), 1),
            anchor=_anchor(index, count),
            direct=index == len(points) - 1,
        )
        for index, point in enumerate(points)
    ]


def _axis(labels: Sequence[str], count: int) -> list[Label]:
    shown = [(index, words, axis_of(index, count)) for index, words in enumerate(labels)]
    return [
        Label(round(100 * (index + 0.5) / count, 3), words, where == "wide", _anchor(index, count))
        for index, words, where in shown
        if where
    ]


def path(places: Sequence[tuple[float, float]]) -> str:
    """A path through (per cent, pixel) places, in a drawing LINE_WIDTH wide. Empty for no place."""
    steps = [f"{x * LINE_WIDTH / 100:.1f} {y:.1f}" for x, y in places]
    return "M" + "L".join(steps) if steps else ""


def strips(
    points: Sequence[Point], words: Callable[[Number], str] = _plain, most: Number | None = None
) -> list[Strip]:
    """Lying bars, the longest as wide as its place; `most` sets what full width means (a limit, a target)."""
    full = float(most) if most is not None else max((float(point.value) for point in points), default=0.0)
    return [
        Strip(
            label=point.label,
            words=words(point.value),
            href=point.href,
            kind=point.kind,
            width=round(100 * min(max(float(point.value), 0.0) / full, 1.0), 2) if full > 0 else 0.0,
        )
        for point in points
    ]


def spark(values: Sequence[Number], width: int = 80, height: int = 20) -> Spark:
    """A line without words from zero, for a cell of a table."""
    high = max([float(value) for value in values], default=0.0) or 1.0
    step = width / max(1, len(values) - 1)
    steps = [
        f"{index * step:.1f} {1 + (height - 2) * (1 - float(value) / high):.1f}"
        for index, value in enumerate(values)
    ]
    return Spark(width, height, "M" + "L".join(steps) if steps else "")
