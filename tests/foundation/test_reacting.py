"""A reaction has its effect once, however often its job runs, and one that fails doesn't stop the others."""

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.events import Event
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.reacting import react_once
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.foundation.timeline import timeline_of

pytestmark = pytest.mark.django_db


class Rung(Event):
    kind = "bell.rung"
    subject_kind = "bell"


@pytest.fixture
def actor() -> Actor:
    return Actor(market_id=new_id(), organisation_id=new_id(), person_id=new_id(), person_name="Li Na")


def test_a_reaction_has_its_effect_once(actor):
    with acting(actor):
        row = record(actor, Rung(new_id(), "B-1"), why="noon")
    heard = []

    def hear(system, event):
        heard.append(event.why)

    for _ in range(2):
        react_once(actor.market_id, row.id, {"bell.rung": [hear]})
    assert heard == ["noon"]


def test_a_failing_reaction_is_tried_again_and_the_others_are_not(actor):
    with acting(actor):
        row = record(actor, Rung(new_id()))
    heard, broken = [], [True]

    def hear(system, event):
        heard.append(1)

    def fail(system, event):
        if broken:
            raise ValueError("broken")
        heard.append(2)

    table = {"bell.rung": [fail, hear]}
    with pytest.raises(ExceptionGroup):
        react_once(actor.market_id, row.id, table)
    broken.clear()
    react_once(actor.market_id, row.id, table)
    assert heard == [1, 2]


def test_the_timeline_shows_who_when_why_to_the_parties_only(actor):
    subject, party = new_id(), new_id()
    with acting(actor):
        record(actor, Rung(subject, "B-1", parties=[party]), why="noon")
    with acting(Actor(market_id=actor.market_id, organisation_id=party)):
        (event,) = timeline_of(Actor(market_id=actor.market_id, organisation_id=party), subject)
        assert (event.person_name, event.why) == ("Li Na", "noon")
    stranger = Actor(market_id=actor.market_id, organisation_id=new_id())
    with acting(stranger):
        assert timeline_of(stranger, subject) == []
