"""A buyer's people hear when its level changes, and until when it is still theirs."""

from datetime import timedelta

import pytest
from django.utils import translation

from dinghuo.foundation.clock import now
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.members.actions.grant_level import grant_level
from dinghuo.members.actions.save_level import save_level
from dinghuo.members.events import LevelEnding
from dinghuo.reactions.queries.news import news
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    made = World()
    save_level(made.system, "silver", "Silver", 1, {"zh-hans": "银卡", "en": "Silver"})
    gold = save_level(made.system, "gold", "Gold", 2, {"zh-hans": "金卡", "en": "Gold"})
    return made, gold.id


def heard(person):
    with acting(person):
        return [(each.title, each.body) for each in news(person).items]


def test_who_sees_prices_hears_of_a_new_level_and_of_its_end(world, drain):
    world, gold = world
    buyer = world.person(world.buyer, "buyer-purchaser", language="en")
    other = world.person(world.other_buyer, "buyer-purchaser", language="en")
    admin = world.person(world.operator, "operator-admin")
    grant_level(admin, world.buyer.id, gold, reason="Opened three stores")
    grant_level(admin, world.buyer.id, gold, reason="Once more")
    drain()
    assert [title for title, _body in heard(buyer)] == ["Your level is Gold now"]
    assert "Opened three stores" in heard(buyer)[0][1]
    grant_level(admin, world.buyer.id, None, reason="A mistake")
    drain()
    assert heard(buyer)[0] == ("Gold has ended", "Your prices are those without a level. A mistake")
    assert heard(other) == []


def test_the_words_are_in_the_readers_language_and_an_end_is_told_before(world, drain):
    world, _gold = world
    buyer = world.person(world.buyer, "buyer-purchaser", language="zh-hans")
    until = now() + timedelta(days=20)
    told = {"measured": "5", "level": "gold", "until": until.isoformat(), "then": "silver"}
    with acting(world.system):
        record(world.system, LevelEnding(world.buyer.id, world.buyer.code, [world.buyer.id], told))
    drain()
    with translation.override("zh-hans"):
        [(title, body)] = heard(buyer)
    assert "金卡" in title
    assert "银卡" in body
