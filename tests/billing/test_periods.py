"""Months and due days."""

from datetime import UTC, date, datetime

import pytest

from dinghuo.billing.rules.periods import due_on, period_bounds


def test_a_month_in_its_zone():
    since, until = period_bounds("2026-11", "Asia/Shanghai")
    assert since == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert until == datetime(2026, 11, 30, 16, tzinfo=UTC)


def test_the_year_turns_and_months_meet():
    december, january = period_bounds("2026-12", "Europe/Berlin"), period_bounds("2027-01", "Europe/Berlin")
    assert december[1] == january[0] == datetime(2026, 12, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026", "26-11", "2026-1", "", "2026-11-01", "9999-12", "２０２６-11"]
)
def test_what_is_no_month(text: str):
    assert period_bounds(text, "UTC") is None


def test_due_days():
    assert due_on(date(2026, 11, 30), 30) == date(2026, 12, 30)
    assert due_on(date(2026, 2, 28), 0) == date(2026, 2, 28)
