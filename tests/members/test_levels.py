"""save_level, grant_level, level_of: which level a buyer has, had and will have."""

from datetime import UTC, datetime, timedelta

import pytest

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.members.actions.grant_level import grant_level
from dinghuo.members.actions.save_level import save_level
from dinghuo.members.errors import RankTaken
from dinghuo.members.models import Level, LevelGrant
from dinghuo.members.queries.level_of import level_of
from dinghuo.members.queries.levels import level_history, levels
from tests.organisations.world import World

DAY = timedelta(days=1)


@pytest.fixture
def world(db: None) -> World:
    """A market that nobody else uses."""
    return World()


@pytest.fixture
def live_world(live: None) -> World:
    """A market that is really committed."""
    return World()


def a_level(world: World, key: str, rank: int) -> Level:
    return save_level(world.system, key, key.title(), rank)


def level_at(world: World, at: datetime | None = None):
    with acting(world.system):
        return level_of(world.system, world.buyer.id, at)


def test_levels_stand_in_order(world: World) -> None:
    admin = world.person(world.operator, "operator-admin")
    save_level(admin, "silver", "Silver", 1, {"zh-hans": "银卡"})
    gold = save_level(admin, "gold", "Gold", 2)
    save_level(admin, "gold", "Gold card", 3)
    with acting(admin):
        assert [(row.key, row.name, row.rank) for row in levels(admin)] == [
            ("gold", "Gold card", 3),
            ("silver", "Silver", 1),
        ]
    assert world.events("level.saved")[-1].subject_id == gold.id


def test_faults_and_clashes_of_levels(world: World) -> None:
    a_level(world, "gold", 2)
    with pytest.raises(RankTaken):
        a_level(world, "platinum", 2)
    with pytest.raises(Invalid) as refused:
        save_level(world.system, "Gold!", " ", -1)
    assert {fault.path for fault in refused.value.faults} == {"key", "name", "rank"}


def test_two_levels_at_one_rank_at_once(live_world: World, two_at_once) -> None:
    outcomes = two_at_once(lambda: a_level(live_world, "gold", 1), lambda: a_level(live_world, "silver", 1))
    assert sum(isinstance(outcome, RankTaken) for outcome in outcomes) == 1


def test_a_buyer_rises_and_the_past_stays(world: World) -> None:
    silver, gold = a_level(world, "silver", 1), a_level(world, "gold", 2)
    grant_level(world.system, world.buyer.id, silver.id, valid_from=now() - 30 * DAY)
    actor = world.person(world.operator, "operator-trade")
    assert level_at(world) == silver.id
    grant_level(actor, world.buyer.id, gold.id, reason="A good year")
    assert level_at(world) == gold.id
    assert level_at(world, now() - DAY) == silver.id
    with acting(actor):
        assert [row.level.key for row in level_history(actor, world.buyer.id)] == ["gold", "silver"]
    event = world.events("level.granted")[-1]
    assert (event.data["from"], event.data["to"], event.why) == ("silver", "gold", "A good year")
    assert world.buyer.id in event.parties


def test_a_level_for_a_time_gives_way_afterwards(world: World) -> None:
    silver, gold = a_level(world, "silver", 1), a_level(world, "gold", 2)
    grant_level(world.system, world.buyer.id, silver.id)
    begin = now() + 10 * DAY
    grant_level(world.system, world.buyer.id, gold.id, begin, begin + 5 * DAY)
    seen = [level_at(world, begin + offset * DAY) for offset in (-1, 0, 4, 5, 60)]
    assert seen == [silver.id, gold.id, gold.id, silver.id, silver.id]


def test_what_begins_later_gives_way_to_what_lasts(world: World) -> None:
    silver, gold = a_level(world, "silver", 1), a_level(world, "gold", 2)
    grant_level(world.system, world.buyer.id, gold.id, now() + 10 * DAY)
    grant_level(world.system, world.buyer.id, silver.id)
    assert level_at(world, now() + 20 * DAY) == silver.id


def test_a_level_is_taken_away(world: World) -> None:
    gold = a_level(world, "gold", 2)
    grant_level(world.system, world.buyer.id, gold.id, datetime(2026, 1, 1, tzinfo=UTC))
    assert grant_level(world.system, world.buyer.id, None) is None
    assert level_at(world) is None
    assert level_at(world, datetime(2026, 2, 1, tzinfo=UTC)) == gold.id


def test_people_don_t_write_into_the_past(world: World) -> None:
    gold = a_level(world, "gold", 2)
    actor = world.person(world.operator, "operator-trade")
    with pytest.raises(Invalid) as refused:
        grant_level(actor, world.buyer.id, gold.id, now() - DAY, now() - 2 * DAY, reason="x" * 301)
    assert {fault.path for fault in refused.value.faults} == {"valid_from", "valid_to", "reason"}


def test_two_grants_at_once_leave_one(live_world: World, two_at_once) -> None:
    silver, gold = a_level(live_world, "silver", 1), a_level(live_world, "gold", 2)
    outcomes = two_at_once(
        lambda: grant_level(live_world.system, live_world.buyer.id, silver.id),
        lambda: grant_level(live_world.system, live_world.buyer.id, gold.id),
    )
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    with acting(live_world.system):
        running = LevelGrant.objects.filter(buyer=live_world.buyer, valid__endswith=None)
        assert running.count() == 1


def test_foreign_buyers_and_levels_aren_t_there(world: World) -> None:
    gold = a_level(world, "gold", 2)
    other = World()
    foreign = a_level(other, "gold", 2)
    for buyer, level in (
        (other.buyer.id, gold.id),
        (world.buyer.id, foreign.id),
        (world.supplier.id, gold.id),
    ):
        with pytest.raises(NotFound):
            grant_level(world.system, buyer, level)
    manager = world.person(world.branch, "branch-manager")
    with pytest.raises(NotFound):
        grant_level(manager, world.buyer.id, gold.id)


def test_others_may_not(world: World) -> None:
    gold = a_level(world, "gold", 2)
    buyer = world.person(world.buyer, "buyer-admin")
    with pytest.raises(NotAllowed):
        save_level(buyer, "x", "X", 9)
    with pytest.raises(NotAllowed):
        grant_level(buyer, world.buyer.id, gold.id)
    with acting(buyer), pytest.raises(NotAllowed):
        levels(buyer)
