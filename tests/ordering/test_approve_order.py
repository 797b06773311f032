"""Somebody else of the buyer's house agrees, or doesn't."""

from decimal import Decimal

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.states import WrongState
from dinghuo.ordering.actions.approve_order import approve_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.refuse_approval import refuse_approval
from dinghuo.ordering.errors import SelfApproval
from tests.makers import make_actor, make_goods, make_organisation, make_world
from tests.ordering.placed import place

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting():
    return place(make_world(), limit="100")


def test_an_approved_order_goes_to_the_seller(waiting):
    order = approve_order(waiting.world.approver(), waiting.number, "for the fair")
    assert (order.state, order.approval) == ("submitted", "approved")
    assert waiting.kinds == ["order.placed", "order.approved"]


def test_an_approver_approves_up_to_a_limit(waiting):
    with pytest.raises(NotAllowed):
        approve_order(waiting.world.approver(limit="1099.99"), waiting.number)
    assert approve_order(waiting.world.approver(limit="1100"), waiting.number).approval == "approved"


def test_nobody_approves_an_order_of_their_own():
    world = make_world()
    person = make_actor(world.buyer, {"ordering.place_order": 5, "ordering.approve_order": None})
    goods = make_goods(world.supplier, stock=5)
    placed = place_order(person, OrderRequest([LineRequest(goods.sku, Decimal(1))], "credit"))
    with pytest.raises(SelfApproval):
        approve_order(person, placed.orders[0].number)


def test_an_order_is_approved_once(waiting):
    approve_order(waiting.world.approver(), waiting.number)
    with pytest.raises(WrongState, match="approved already") as told:
        approve_order(waiting.world.approver(), waiting.number)
    assert told.value.instead == {"approval": "approved"}


def test_refusing_needs_a_reason_and_frees_everything(waiting):
    with pytest.raises(Invalid):
        refuse_approval(waiting.world.approver(), waiting.number, " ")
    order = refuse_approval(waiting.world.approver(), waiting.number, "too much")
    assert (order.state, order.approval) == ("cancelled", "refused")
    assert waiting.reserved == [0, 0]
    assert waiting.credit == (0, 0, 0)
    assert waiting.kinds[-1] == "order.approval_refused"


def test_the_seller_and_strangers_have_no_say(waiting):
    seller: Actor = make_actor(waiting.world.supplier, ["ordering.approve_order"])
    with pytest.raises(NotAllowed):
        approve_order(seller, waiting.number)
    stranger = make_actor(make_organisation(waiting.world.market.id, "buyer"), ["ordering.approve_order"])
    with pytest.raises(NotFound):
        refuse_approval(stranger, waiting.number, "no")
