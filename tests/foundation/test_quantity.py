"""Quantities as traders say them."""

from decimal import Decimal

import pytest

from dinghuo.foundation.quantity import packed, plain


@pytest.mark.parametrize(
    ("base", "factor", "words"),
    [
        ("48", "24", "2 箱"),
        ("30", "24", "1 箱 + 6 瓶"),
        ("6", "24", "6 瓶"),
        ("0", "24", "0 箱"),
        ("2.5", "1", "2.5 箱"),
        ("7.5", "2.5", "3 箱"),
        ("8", "2.5", "3 箱 + 0.5 瓶"),
    ],
)
def test_whole_packs_and_what_is_left_over(base: str, factor: str, words: str) -> None:
    assert packed(Decimal(base), Decimal(factor), "箱", "瓶") == words


@pytest.mark.parametrize(
    ("value", "words"), [("12.000000", "12"), ("1.2E+1", "12"), ("-0.00", "0"), ("0.10", "0.1")]
)
def test_a_number_without_needless_zeros(value: str, words: str) -> None:
    assert plain(Decimal(value)) == words
