"""A new price takes its place among the old ones, and what has been is never rewritten."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dinghuo.pricing.rules.replace import Span, replace

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def day(number: int | None) -> datetime | None:
    return None if number is None else NOW + timedelta(days=number)


def span(amount: int, start: int, end: int | None = None) -> Span:
    return Span(Decimal(amount), day(start), day(end))


def put(old: list[Span], new: Span) -> list[Span]:
    change = replace(list(enumerate(old)), new, NOW)
    after = {i: each for i, each in enumerate(old) if i not in change.delete}
    for i, end in change.close:
        after[i] = Span(after[i].amount, after[i].start, end)
    return sorted([*after.values(), *change.add], key=lambda each: each.start)


def test_the_price_in_force_ends_where_the_new_one_begins() -> None:
    assert put([span(10, -9)], span(12, 0)) == [span(10, -9, 0), span(12, 0)]
    assert put([span(10, -9)], span(12, 5)) == [span(10, -9, 5), span(12, 5)]


def test_a_price_for_a_time_gives_the_old_one_back() -> None:
    assert put([span(10, -9)], span(8, 2, 4)) == [span(10, -9, 2), span(8, 2, 4), span(10, 4)]


def test_what_was_planned_is_dropped() -> None:
    assert put([span(10, -9, 3), span(11, 3, 6), span(12, 6)], span(9, 1)) == [span(10, -9, 1), span(9, 1)]


def test_the_past_stays() -> None:
    assert put([span(10, -9)], span(12, -5)) == [span(10, -9, 0), span(12, 0)]
    assert put([], span(12, -5)) == [span(12, -5)]
    assert put([span(10, -9, -7)], span(12, -5)) == [span(10, -9, -7), span(12, -5)]
    assert replace([(1, span(10, -9))], span(12, -5, -2), NOW).is_past


def test_the_same_again_changes_nothing() -> None:
    change = replace([(1, span(10, -9))], span(10, 0), NOW)
    assert (change.add, change.close, change.delete, change.is_past) == ([], [], [], False)


spans = st.tuples(st.integers(1, 3), st.integers(-5, 5), st.one_of(st.none(), st.integers(1, 5)))


@given(drawn=st.lists(spans, max_size=6), new=spans)
def test_prices_never_overlap_and_the_past_never_changes(drawn: list, new: tuple) -> None:
    old: list[Span] = []
    for amount, start, length in drawn:
        made = span(amount, start, None if length is None else start + length)
        if not any(each.overlaps(made.start, made.end) for each in old):
            old.append(made)
    amount, start, length = new
    wanted = span(amount, start, None if length is None else start + length)
    after = put(old, wanted)
    for half in range(-24, 48):
        at = NOW + timedelta(hours=12 * half + 6)
        was = [each.amount for each in old if each.covers(at, at + timedelta(hours=1))]
        now = [each.amount for each in after if each.covers(at, at + timedelta(hours=1))]
        assert len(now) <= 1
        if at < NOW and was:
            assert now == was
        elif at >= NOW:
            assert now == ([wanted.amount] if wanted.covers(at, at + timedelta(hours=1)) else was)
