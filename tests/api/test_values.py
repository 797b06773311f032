"""What requests carry is read exactly, or refused."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from dinghuo.api.values import AmountIn, DayIn, IdIn, InstantIn, MomentIn, QuantityIn, Word, end_of, start_of


def read(kind: Any, text: str) -> Any:
    """Read as the API does: JSON first, numbers with a point as Decimals."""
    return TypeAdapter(kind).validate_python(json.loads(text, parse_float=Decimal))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"12"', "12"),
        ('"12.50"', "12.50"),
        ("12", "12"),
        ("0.1", "0.1"),
        ("1e3", "1000"),
        ("1E-6", "0.000001"),
        ("0e999999999", "0"),
        ('"999999999999.999999"', "999999999999.999999"),
    ],
)
def test_decimals_keep_every_digit(text, value):
    assert read(QuantityIn, text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        '"NaN"',
        '"Infinity"',
        '"1e5"',
        '"1,000"',
        '" 1"',
        '""',
        '"0x10"',
        '"１２"',
        '"1000000000000"',
        "1e12",
        "1e999999999",
        "1e-999999999",
        "true",
        "null",
        "[]",
        '"-1"',
        "-1",
        '"0.0000001"',
        "0.0000001",
    ],
)
def test_what_is_no_decimal_is_refused(text):
    with pytest.raises(ValidationError):
        read(QuantityIn, text)


def test_amounts_have_four_decimals():
    assert read(AmountIn, '"480.0001"') == Decimal("480.0001")
    with pytest.raises(ValidationError):
        read(AmountIn, '"480.00001"')


def test_days_and_instants():
    assert read(DayIn, '"2026-11-05"') == date(2026, 11, 5)
    assert read(InstantIn, '"2026-11-05T08:30:00+08:00"') == datetime(2026, 11, 5, 0, 30, tzinfo=UTC)
    assert read(InstantIn, '"2026-11-05T08:30:00 08:00"') == datetime(2026, 11, 5, 0, 30, tzinfo=UTC)
    assert read(InstantIn, '"2026-11-05T08:30:00Z"') == datetime(2026, 11, 5, 8, 30, tzinfo=UTC)
    assert read(MomentIn, '"2026-11-05"') == date(2026, 11, 5)


@pytest.mark.parametrize(
    "text", ['"2026-02-30"', '"0001-01-01"', '"9999-12-31"', "20261105", '"tomorrow"', '"2026-W01"']
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValidationError):
        read(DayIn, text)


def test_a_day_of_the_markets_calendar_begins_and_ends_there():
    day = date(2026, 11, 5)
    assert start_of(day, "Asia/Shanghai") == datetime(2026, 11, 4, 16, tzinfo=UTC)
    assert end_of(day, "Asia/Shanghai") == datetime(2026, 11, 5, 15, 59, 59, 999999, tzinfo=UTC)
    at = datetime(2026, 11, 5, 8, tzinfo=UTC)
    assert start_of(at, "Asia/Shanghai") == end_of(at, "Asia/Shanghai") == at
    assert start_of(None, "UTC") is None


@pytest.mark.parametrize("text", ['"a\\u0000b"', '"\\ud800"', '""', "5", json.dumps("x" * 61)])
def test_texts_that_no_row_could_hold_are_refused(text):
    with pytest.raises(ValidationError):
        read(Word, text)


@pytest.mark.parametrize("text", ['"x"', '"00000000000000000000000000000000"', "7"])
def test_what_is_no_id_is_refused(text):
    with pytest.raises(ValidationError):
        read(IdIn, text)
