"""Pasted lines: goods, quantity and unit as people write them."""

from decimal import Decimal

import pytest

from dinghuo.web.buyer.pasted import pasted_lines


@pytest.mark.parametrize(
    ("text", "goods", "quantity", "unit"),
    [
        ("NFSQ-550-24 12", "NFSQ-550-24", "12", ""),
        ("NFSQ-550-24 12 箱", "NFSQ-550-24", "12", "箱"),
        ("NFSQ-550-24\t12\t箱", "NFSQ-550-24", "12", "箱"),
        ("NFSQ-550-24,12,box", "NFSQ-550-24", "12", "box"),
        ("NFSQ-550-24", "NFSQ-550-24", None, ""),
        ("可乐330 5箱", "可乐330", "5", "箱"),
        ("农夫山泉2提", "农夫山泉", "2", "提"),
        ("5箱可乐", "可乐", "5", "箱"),
        ("可口可乐 330ml x 24", "可口可乐 330ml", "24", ""),
        ("ＡＢＣ－１　１２", "ABC-1", "12", ""),
        ("6901234567892 1,200", "6901234567892", "1200", ""),
        ("00123 2.5 kg", "00123", "2.5", "kg"),
    ],
)
def test_a_line(text, goods, quantity, unit):
    (line,) = pasted_lines(text)
    assert (line.goods, line.quantity, line.unit) == (goods, Decimal(quantity) if quantity else None, unit)


def test_a_message_is_cut_into_lines():
    found = pasted_lines("可乐330 5箱、农夫山泉2提\n\nABC 1")
    assert [line.goods for line in found] == ["可乐330", "农夫山泉", "ABC"]
