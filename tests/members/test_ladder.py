"""The ladder of levels: what purchases earn, and what becomes of who has a level."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from dinghuo.foundation.ids import new_id
from dinghuo.members.rules.ladder import Aim, Held, Rung, aim, earned, next_rung, settled

AT = datetime(2026, 5, 1, tzinfo=UTC)
DAY = timedelta(days=1)
SILVER, GOLD = (Rung(new_id(), 1, D(50_000)), Rung(new_id(), 2, D(200_000)))
LADDER = [SILVER, GOLD]


def held(rung: Rung, until: datetime | None = None, then: Rung | None = None, by_rule: bool = True) -> Held:
    return Held(rung.level_id, rung.rank, by_rule, until, then.level_id if then else None)


def test_the_amount_itself_earns_the_level_and_a_cent_less_does_not() -> None:
    assert earned(LADDER, D("200000.00")) is GOLD
    assert earned(LADDER, D("199999.99")) is SILVER
    assert earned(LADDER, D("49999.99")) is None
    assert next_rung(LADDER, D("162000"), rank=1) is GOLD
    assert next_rung(LADDER, D("200000"), rank=2) is None
    # Who has got gold by hand isn't told that silver lacks.
    assert next_rung(LADDER, D(10), rank=2) is None


def test_up_at_once_and_up_to_what_a_person_has_planned() -> None:
    assert aim(None, GOLD, AT, 30, None) == Aim(GOLD.level_id)
    assert aim(held(SILVER), GOLD, AT, 30, None) == Aim(GOLD.level_id)
    assert aim(held(SILVER), GOLD, AT, 30, AT + DAY) == Aim(GOLD.level_id, AT + DAY)


def test_down_after_the_grace_that_is_counted_once() -> None:
    first = aim(held(GOLD), SILVER, AT, 30, None)
    assert first == Aim(GOLD.level_id, AT + 30 * DAY, SILVER.level_id)
    later = held(GOLD, first.until, SILVER)
    assert aim(later, SILVER, AT + 20 * DAY, 30, None) == first
    assert settled(later, first)
    # Meanwhile silver isn't earned any more either: nothing follows.
    assert aim(later, None, AT + 21 * DAY, 30, None) == Aim(GOLD.level_id, AT + 30 * DAY)


def test_without_grace_it_ends_at_once() -> None:
    assert aim(held(GOLD), SILVER, AT, 0, None) == Aim(SILVER.level_id)
    assert aim(held(GOLD), None, AT, 0, None) == Aim(None)


def test_what_is_earned_again_in_time_is_kept() -> None:
    assert aim(held(GOLD, AT + DAY, SILVER), GOLD, AT, 30, None) == Aim(GOLD.level_id)


def test_what_a_person_gave_stays() -> None:
    for won in (None, SILVER, GOLD):
        assert aim(held(SILVER, by_rule=False), won, AT, 0, None) is None


@given(
    before=st.sampled_from([None, *LADDER]),
    amounts=st.lists(st.integers(0, 300_000), min_size=1, max_size=8),
    grace=st.integers(0, 60),
)
def test_settling_twice_changes_nothing_and_nobody_has_less_than_it_earned(before, amounts, grace) -> None:
    ranks = {rung.level_id: rung.rank for rung in LADDER}
    now, at = (held(before) if before else None), AT
    for amount in amounts:
        at += 7 * DAY
        if now is not None and now.until is not None and now.until <= at:
            follows = next((rung for rung in LADDER if rung.level_id == now.then), None)
            now = held(follows) if follows else None
        won = earned(LADDER, D(amount))
        wanted = aim(now, won, at, grace, None)
        assert wanted is not None
        assert (ranks[wanted.level_id] if wanted.level_id else 0) >= (won.rank if won else 0)
        now = (
            Held(wanted.level_id, ranks[wanted.level_id], True, wanted.until, wanted.then)
            if wanted.level_id
            else None
        )
        assert settled(now, aim(now, won, at, grace, None))
