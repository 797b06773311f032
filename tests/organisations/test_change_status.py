"""change_status: the operator stops a company and lets it go on."""

import pytest

from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.states import WrongState
from dinghuo.organisations.actions.market.change_status import change_status
from tests.organisations.world import World


def test_a_company_is_blocked_and_goes_on(world: World) -> None:
    admin = world.person(world.operator, "operator-admin")
    assert change_status(admin, world.buyer.id, "blocked", why="Owes since May").status == "blocked"
    assert change_status(admin, world.buyer.id, "active").status == "active"
    change_status(admin, world.buyer.id, "active")
    told = [(event.data, event.why) for event in world.events("organisation.status_changed")]
    assert told == [
        ({"from": "active", "to": "blocked"}, "Owes since May"),
        ({"from": "blocked", "to": "active"}, ""),
    ]


def test_moves_that_make_no_sense_are_refused(world: World) -> None:
    with pytest.raises(WrongState) as refused:
        change_status(world.system, world.buyer.id, "pending")
    assert str(refused.value) == "This company trades: it can only be blocked."


def test_only_the_operator_may(world: World) -> None:
    with pytest.raises(NotAllowed):
        change_status(world.person(world.branch, "branch-manager"), world.buyer.id, "blocked")


def test_a_foreign_company_isn_t_there(world: World) -> None:
    with pytest.raises(NotFound):
        change_status(world.person(world.operator, "operator-admin"), World().buyer.id, "blocked")


def test_two_who_block_at_once_block_once(live_world: World, two_at_once) -> None:
    two_at_once(*[lambda: change_status(live_world.system, live_world.buyer.id, "blocked")] * 2)
    assert len(live_world.events("organisation.status_changed")) == 1
