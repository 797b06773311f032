"""Minimum and multiple: the nearest quantity that can be ordered."""

from decimal import Decimal

import pytest

from dinghuo.ordering.rules.packing import most_units, orderable, orderable_units


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


@pytest.mark.parametrize(
    ("quantity", "factor", "minimum", "multiple", "better"),
    [
        (1, 24, 24, 24, 1),
        (1, 24, 48, 24, 2),
        (2, 24, 1, 36, 3),
        (1, 4, 6, 1, 2),
        (5, 1, 1, 6, 6),
        ("0.3", 1, "0.5", "0.25", "0.5"),
    ],
)
def test_orderable_units_are_whole_and_can_be_ordered(quantity, factor, minimum, multiple, better):
    factor, minimum, multiple = Decimal(factor), Decimal(minimum), Decimal(multiple)
    found = orderable_units(Decimal(quantity), factor, minimum, multiple)
    assert found == Decimal(better)
    assert orderable(found * factor, minimum, multiple) == found * factor


@pytest.mark.parametrize(
    ("available", "factor", "minimum", "multiple", "most"),
    [(50, 24, 24, 24, 2), (23, 24, 24, 24, 0), (36, 1, 1, 1, 36), (36, 1, 40, 1, 0), (100, 24, 1, 36, 3)],
)
def test_most_units_fit_what_is_available(available, factor, minimum, multiple, most):
    args = [Decimal(value) for value in (available, factor, minimum, multiple)]
    assert most_units(*args) == Decimal(most)
