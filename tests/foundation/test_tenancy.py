"""The database shows an actor its own rows, and nothing to nobody."""

import pytest
from django.db import DatabaseError, connection

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.models import Command, NumberSeries
from dinghuo.foundation.tenancy import acting

pytestmark = pytest.mark.django_db


def series(actor: Actor) -> NumberSeries:
    return NumberSeries.objects.create(market_id=actor.market_id, kind="XX", year=2026)


@pytest.fixture
def two() -> tuple[Actor, Actor]:
    return Actor.system(new_id()), Actor.system(new_id())


def test_without_a_context_nothing_is_there(two):
    with acting(two[0]):
        series(two[0])
    assert NumberSeries.objects.count() == 0
    with pytest.raises(DatabaseError), acting(two[0]):
        series(two[1])


def test_each_market_sees_its_own(two):
    for actor in two:
        with acting(actor):
            series(actor)
    for actor in two:
        with acting(actor):
            assert [row.market_id for row in NumberSeries.objects.all()] == [actor.market_id]


def test_a_context_inside_another_gives_it_back(two):
    with acting(two[0]):
        series(two[0])
        with acting(two[1]):
            assert NumberSeries.objects.count() == 0
        assert NumberSeries.objects.count() == 1
        with pytest.raises(ValueError, match="stop"), acting(two[1]):
            raise ValueError("stop")
        assert NumberSeries.objects.count() == 1


def test_what_belongs_to_a_party_is_seen_by_it_and_by_the_operator():
    market, mine, other = new_id(), new_id(), new_id()
    house = Actor(market_id=market, organisation_id=mine)
    with acting(house):
        Command.objects.create(market_id=market, organisation_id=mine, key="a", fingerprint="f")
    with acting(Actor(market_id=market, organisation_id=other)):
        assert Command.objects.count() == 0
    with acting(Actor(market_id=market, organisation_id=other, scope="market")):
        assert Command.objects.count() == 1


def test_a_market_that_is_no_uuid_is_refused():
    with pytest.raises(TypeError), acting(Actor(market_id="' OR true --")):
        pass


def test_what_has_happened_cannot_be_unwritten(two):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        acting(two[0]),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE foundation_eventrow SET why = 'never'")
