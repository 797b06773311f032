"""Numbers, money and times as people read them, in three languages."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from dinghuo.foundation import clock, formats


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("12480", "CNY", "¥12,480.00"),
        ("0", "CNY", "¥0.00"),
        ("-86.4", "CNY", "−¥86.40"),
        ("-0.001", "CNY", "¥0.00"),
        ("0.005", "CNY", "¥0.01"),
        ("1234567.891", "JPY", "JP¥\u00a01,234,568"),
        ("5", "CHF", "CHF\u00a05.00"),
        ("362834.05", "GBP", "£362,834.05"),
    ],
)
def test_money(amount, currency, written):
    assert str(formats.money(Decimal(amount), currency)).replace("JP¥1", "JP¥\u00a01") == written


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("1.5", "¥1.50"),
        ("1.4166670", "¥1.416667"),
        ("34", "¥34.00"),
        ("0.000001", "¥0.000001"),
        ("-2.5", "−¥2.50"),
    ],
)
def test_a_unit_price_keeps_its_decimals(amount, written):
    assert str(formats.money(Decimal(amount), "CNY", unit_price=True)) == written


@pytest.mark.parametrize(
    ("value", "english", "simplified", "traditional"),
    [
        (0, "0", "0", "0"),
        (9999, "9,999", "9,999", "9,999"),
        (86400, "86.4\u00a0k", "8.64\u00a0万", "8.64\u00a0萬"),
        (1284096, "1.28\u00a0M", "128\u00a0万", "128\u00a0萬"),
        (-1284096, "−1.28\u00a0M", "−128\u00a0万", "−128\u00a0萬"),
        (320_000_000, "320\u00a0M", "3.2\u00a0亿", "3.2\u00a0億"),
    ],
)
def test_compact(value, english, simplified, traditional):
    for language, written in (("en", english), ("zh-hans", simplified), ("zh-hant", traditional)):
        with translation.override(language):
            assert formats.compact(value) == written


def test_numbers_keep_what_they_have():
    assert formats.number(Decimal("1204.500000")) == "1,204.5"
    assert formats.number(Decimal("-3")) == "−3"
    assert formats.number(Decimal("1E+3")) == "1,000"
    assert formats.percent("0.064", 1) == "6.4\u00a0%"


def test_days_are_those_of_the_market(monkeypatch):
    evening = datetime(2026, 11, 21, 18, 5, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: evening)
    with timezone.override("Asia/Shanghai"):
        assert formats.moment(evening) == "22\u00a0Nov 02:05"
        assert formats.relative_day(evening) == "today"
        assert formats.relative_day(evening - timedelta(days=1)) == "yesterday"
        assert formats.relative_day(evening + timedelta(days=11)) == "3\u00a0Dec"
        assert formats.day(evening - timedelta(days=400)) == "18\u00a0Oct\u00a02025"
        with translation.override("zh-hans"):
            assert formats.moment(evening) == "11月22日 02:05"
            assert formats.day(evening - timedelta(days=400)) == "2025年10月18日"


def test_a_day_with_its_weekday():
    at = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
    for language, written in (("en", "Sat 21\u00a0Nov"), ("zh-hans", "11月21日 星期六")):
        with translation.override(language):
            assert formats.weekday(at).startswith(written)
