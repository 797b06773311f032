"""Minimum and multiple: the nearest quantity that can be ordered."""

from decimal import Decimal

import pytest

from dinghuo.ordering.rules.packing import orderable


@pytest.mark.parametrize(
    ("quantity", "minimum", "multiple", "better"),
    [
        (12, 1, 1, 12),
        (5, 12, 12, 12),
        (13, 12, 12, 24),
        (24, 12, 12, 24),
        (7, 10, 4, 12),
        ("0.5", "0.1", "0.2", "0.6"),
    ],
)
def test_orderable(quantity, minimum, multiple, better):
    assert orderable(Decimal(quantity), Decimal(minimum), Decimal(multiple)) == Decimal(better)
