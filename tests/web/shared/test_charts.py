"""Charts are true to their numbers: zero-based, in bounds, every value linked."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinghuo.web.shared import charts

POINTS = [
    charts.Point("Mon", 50, "/mon"),
    charts.Point("Tue", Decimal("100"), "/tue"),
    charts.Point("Wed", 0),
]


def test_heights_of_bars_are_proportional_to_values():
    drawn = charts.bars(POINTS).bars
    assert drawn[1].height == pytest.approx(2 * drawn[0].height, abs=0.2)
    assert drawn[2].height == 0


def test_bars_stand_on_zero():
    chart = charts.bars(POINTS)
    zero = next(tick.y for tick in chart.ticks if tick.zero)
    assert all(bar.y + bar.height == pytest.approx(zero, abs=1.1) for bar in chart.bars)


def test_a_negative_value_hangs_below_zero():
    chart = charts.bars([charts.Point("a", 10), charts.Point("b", -5)])
    zero = next(tick.y for tick in chart.ticks if tick.zero)
    assert chart.bars[1].y == zero
    assert chart.bars[1].height > 0


def test_links_and_words_are_kept():
    drawn = charts.bars(POINTS, words=lambda value: f"{value} orders").bars
    assert [bar.href for bar in drawn] == ["/mon", "/tue", ""]
    assert drawn[0].words == "50 orders"


@pytest.mark.parametrize("values", [[], [0], [0, 0, 0]])
def test_nothing_to_draw_is_no_fault(values):
    points = [charts.Point(str(value), value) for value in values]
    assert len(charts.bars(points).bars) == len(values)
    assert len(charts.line(points).points) == len(values)
    assert len(charts.strips(points)) == len(values)
    charts.spark(values)


@given(st.lists(st.integers(-(10**9), 10**12), min_size=1, max_size=60))
def test_everything_stays_in_the_picture(values):
    points = [charts.Point(str(index), value) for index, value in enumerate(values)]
    bars = charts.bars(points, height=180)
    for bar in bars.bars:
        assert 0 <= bar.x < bar.x + bar.width <= 100.01
        assert charts.TOP - 0.1 <= bar.y <= bar.y + bar.height <= 180
    for dot in charts.line(points, height=180).points:
        assert 0 <= dot.x <= 100
        assert charts.TOP - 0.1 <= dot.y <= 180


@given(st.floats(0.001, 1e12))
def test_an_axis_ends_at_a_round_number_not_far_above(value):
    top = charts.nice_ceiling(value)
    assert value * (1 - 1e-6) <= top <= value * 1.7


def test_labels_of_the_phone_are_among_those_of_the_desk():
    for count in range(1, 100):
        words = [charts.axis_of(index, count) for index in range(count)]
        assert words[0] == "all"
        assert words.count("all") <= charts.PHONE_LABELS
        shown = [index for index, word in enumerate(words) if word]
        assert len(shown) <= charts.WIDE_LABELS
        assert len({after - before for before, after in zip(shown, shown[1:], strict=False)}) <= 1


def test_a_line_may_end_before_what_is_usual():
    chart = charts.line(
        [charts.Point("00", 1), charts.Point("01", 2)],
        band=[(0, 2), (1, 3), (2, 4), (1, 3)],
        usual_words="usual",
    )
    assert len(chart.points) == 2
    assert chart.points[1].x == 37.5
    assert chart.points[1].direct
    assert chart.band.count("L") == 7
    assert chart.usual_words == "usual"
    named = charts.line([charts.Point("00", 1)], places=["00", "01", "02"])
    assert [label.words for label in named.axis] == ["00", "01", "02"]


def test_the_longest_strip_is_full_and_a_limit_caps_it():
    assert [strip.width for strip in charts.strips(POINTS)] == [50.0, 100.0, 0.0]
    assert [strip.width for strip in charts.strips(POINTS, most=80)] == [62.5, 100.0, 0.0]
