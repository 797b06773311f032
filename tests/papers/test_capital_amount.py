"""Amounts in Chinese capitals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinghuo.papers.rules.capital_amount import capital_amount


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("12480.00", "壹万贰仟肆佰捌拾元整"),
        ("12480", "壹万贰仟肆佰捌拾元整"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("1.05", "壹元零伍分"),
        ("1.50", "壹元伍角整"),
        ("10.55", "壹拾元伍角伍分"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("100000000", "壹亿元整"),
        ("0.005", "壹分"),
        ("1234.567", "壹仟贰佰叁拾肆元伍角柒分"),
        ("0.004", "零元整"),
        ("-30", "负叁拾元整"),
    ],
)
def test_what_a_bank_would_write(amount: str, text: str):
    assert capital_amount(Decimal(amount)) == text


def test_traditional_characters():
    assert capital_amount(Decimal("12480.00"), "zh-hant") == "壹萬貳仟肆佰捌拾元整"


def test_too_large():
    with pytest.raises(ValueError, match="too large"):
        capital_amount(Decimal(10) ** 16)


@given(st.integers(0, 10**17))
def test_every_amount_has_one_ending(cents: int):
    text = capital_amount(Decimal(cents) / 100)
    assert text.endswith(("整", "分"))
    assert text.endswith("分") == bool(cents % 10)
