"""Levels by the thousand: the same history as one by one, and only for who sees the market."""

import pytest

from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.members.actions.grant_level import grant_level
from dinghuo.members.actions.load_levels import load_levels
from dinghuo.members.actions.save_level import save_level
from dinghuo.members.queries.levels import level_history
from dinghuo.reactions.queries.news import news
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def test_many_get_levels_and_what_was_stays_as_history(django_assert_num_queries):
    world = World()
    gold = save_level(world.system, "gold", "Gold", 10)
    silver = save_level(world.system, "silver", "Silver", 5)
    grant_level(world.system, world.buyer.id, silver.id)
    load_levels(world.system, {world.buyer.id: gold.id, world.other_buyer.id: silver.id}, "sheet")
    with acting(world.system):
        history = level_history(world.system, world.buyer.id)
        assert [row.level.key for row in history] == ["gold", "silver"]
        assert history[1].valid.upper == history[0].valid.lower
    load_levels(world.system, {world.buyer.id: None})
    with acting(world.system):
        assert level_history(world.system, world.buyer.id)[0].valid.upper is not None
    assert len(world.events("levels.loaded")) == 2


def test_a_branch_gives_none():
    world = World()
    gold = save_level(world.system, "gold", "Gold", 10)
    with pytest.raises(NotAllowed):
        load_levels(world.person(world.branch, "branch-sales"), {world.buyer.id: gold.id})


def test_those_whose_level_changes_are_told_and_no_others(drain):
    world = World()
    gold = save_level(world.system, "gold", "Gold", 10)
    silver = save_level(world.system, "silver", "Silver", 5)
    buyer, other = (
        world.person(house, "buyer-purchaser", language="en") for house in (world.buyer, world.other_buyer)
    )
    load_levels(world.system, {world.buyer.id: gold.id, world.other_buyer.id: silver.id}, "sheet")
    load_levels(world.system, {world.buyer.id: None, world.other_buyer.id: silver.id})
    drain()
    moves = [(row.subject_number, row.data["from"], row.data["to"]) for row in world.events("level.granted")]
    assert sorted(moves) == sorted(
        [
            (world.buyer.code, "", "gold"),
            (world.buyer.code, "gold", ""),
            (world.other_buyer.code, "", "silver"),
        ]
    )
    assert len(told(buyer)) == 2
    assert ["Silver" in title for title in told(other)] == [True]


def told(person):
    with acting(person):
        return [each.title for each in news(person).items]
