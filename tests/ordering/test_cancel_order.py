"""Cancelling: at once while nobody has answered, by agreement after."""

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.accept_change import accept_change
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.decline_change import decline_change
from dinghuo.ordering.errors import NothingToDo
from dinghuo.ordering.models import OrderChange
from tests.makers import make_actor, make_organisation, make_world
from tests.ordering.placed import place

pytestmark = pytest.mark.django_db


@pytest.fixture
def placed():
    return place(make_world())


def test_before_an_answer_the_buyer_cancels_at_once(placed):
    order = cancel_order(placed.world.purchaser(), placed.number, "wrong size")
    assert order.state == "cancelled"
    assert placed.reserved == [0, 0]
    assert placed.credit == (0, 0, 0)
    assert placed.kinds == ["order.placed", "order.cancelled"]
    with pytest.raises(NothingToDo):
        cancel_order(placed.world.purchaser(), placed.number, "again")


def wish(placed) -> OrderChange:
    confirm_order(placed.world.seller(), placed.number)
    assert cancel_order(placed.world.purchaser(), placed.number, "closed").cancel_requested
    with acting(placed.world.system):
        return OrderChange.objects.get()


def test_after_an_answer_the_seller_agrees(placed):
    change = wish(placed)
    assert placed.order.state == "confirmed"
    with pytest.raises(NothingToDo):
        cancel_order(placed.world.purchaser(), placed.number, "closed")
    with pytest.raises(NotAllowed):
        accept_change(placed.world.purchaser(), change.id)
    accept_change(placed.world.seller(), change.id)
    assert (placed.order.state, placed.order.cancel_requested) == ("cancelled", False)
    assert placed.reserved == [0, 0]
    assert placed.credit == (0, 0, 0)


def test_or_does_not_agree(placed):
    decline_change(placed.world.seller(), wish(placed).id, "already packed")
    assert (placed.order.state, placed.order.cancel_requested) == ("confirmed", False)
    assert placed.reserved == [100, 10]


def test_the_seller_cancels_at_once(placed):
    confirm_order(placed.world.seller(), placed.number)
    assert cancel_order(placed.world.seller(), placed.number, "factory closed").state == "cancelled"
    assert placed.credit == (0, 0, 0)


def test_a_reason_is_needed_and_strangers_find_nothing(placed):
    with pytest.raises(Invalid):
        cancel_order(placed.world.purchaser(), placed.number, "")
    stranger = make_actor(make_organisation(placed.world.market.id, "buyer"), ["ordering.cancel_order"])
    with pytest.raises(NotFound):
        cancel_order(stranger, placed.number, "mine")
