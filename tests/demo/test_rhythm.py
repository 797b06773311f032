"""The constants of the demo's rhythm are what the real trade measures."""

import pytest

from dinghuo.demo import rhythm
from tests.demo.measure import Measured, measure
from tests.real_trade import real_trade


@pytest.fixture(scope="module")
def real() -> Measured:
    return measure(real_trade())


def test_lines_per_order(real: Measured) -> None:
    lines = real.lines_per_order
    for share, most in rhythm.LINES_PER_ORDER:
        assert lines[int(len(lines) * share)] == most


def test_quantities(real: Measured) -> None:
    assert tuple((q, n) for q, n in real.quantities.most_common() if n > 60) == rhythm.QUANTITIES


def test_popularity(real: Measured) -> None:
    total, count = sum(real.articles), len(real.articles)
    for share, lines in rhythm.POPULARITY:
        assert sum(real.articles[: int(count * share)]) / total == pytest.approx(lines, abs=0.001)


def test_hours_and_weekdays(real: Measured) -> None:
    assert dict(real.hours) == rhythm.HOURS
    for weekday, orders in real.weekdays.items():
        assert rhythm.WEEKDAYS[weekday] == pytest.approx(orders, abs=0.5)


def test_customers_come_back(real: Measured) -> None:
    assert real.reorder == pytest.approx(rhythm.REORDER, abs=0.0001)
    assert sum(real.reorder) / len(real.reorder) == pytest.approx(rhythm.REORDER_LATER, abs=0.0001)
    assert real.bought_before == pytest.approx(rhythm.BOUGHT_BEFORE, abs=0.005)
    assert real.best_tenth == pytest.approx(rhythm.BEST_TENTH, abs=0.005)
