"""Document numbers: one after the other, each once, and nobody waits."""

import pytest
from django.db import transaction

from dinghuo.foundation.ids import new_id
from dinghuo.foundation.numbers import draw_numbers


def test_numbers_follow_each_other_per_kind(live):
    market = new_id()
    assert draw_numbers(market, "SO", 2, year=2026) == ["SO-2026-000001", "SO-2026-000002"]
    assert draw_numbers(market, "SO", year=2026) == ["SO-2026-000003"]
    assert draw_numbers(market, "SH", year=2026) == ["SH-2026-000001"]
    assert draw_numbers(market, "SO", year=2027) == ["SO-2027-000001"]
    assert draw_numbers(market, "SO", 0) == []


def test_two_at_once_never_draw_the_same(live, two_at_once):
    market = new_id()
    results = two_at_once(*[lambda: [draw_numbers(market, "SO", 3) for _ in range(30)] for _ in range(2)])
    drawn = [number for draws in results for numbers in draws for number in numbers]
    assert len(set(drawn)) == len(drawn) == 180


def test_drawing_does_not_wait_for_an_open_transaction(live):
    market = new_id()
    with transaction.atomic():
        first = draw_numbers(market, "SO")
        second = draw_numbers(market, "SO")
    assert first != second


@pytest.mark.parametrize("kind", ["S'O", "", "S-O"])
def test_a_kind_is_letters(kind):
    with pytest.raises(ValueError, match="letters"):
        draw_numbers(new_id(), kind)
