"""Both sides write to each other on an order; nobody else reads it."""

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.send_message import send_message
from dinghuo.ordering.queries.messages import messages
from tests.makers import make_actor, make_organisation, make_world
from tests.ordering.placed import place

pytestmark = pytest.mark.django_db


@pytest.fixture
def placed():
    return place(make_world())


def test_a_message_about_a_line_is_read_by_both(placed):
    seller, buyer = placed.world.seller(), placed.world.purchaser()
    send_message(buyer, placed.number, " is the new label on it? ", line=2)
    send_message(seller, placed.number, "yes")
    for reader in (seller, buyer):
        with acting(reader):
            told = [
                (m.person_name, m.text, m.line and m.line.position) for m in messages(reader, placed.number)
            ]
        assert told == [("Li Na", "is the new label on it?", 2), ("Chen Wei", "yes", None)]
    assert placed.kinds == ["order.placed", "order.message_sent", "order.message_sent"]


def test_every_fault_is_told(placed):
    with pytest.raises(Invalid) as told:
        send_message(placed.world.purchaser(), placed.number, " ", line=9)
    assert [(fault.path, fault.code) for fault in told.value.faults] == [
        ("text", "required"),
        ("line", "unknown"),
    ]
    with pytest.raises(Invalid):
        send_message(placed.world.purchaser(), placed.number, "x" * 4001)


def test_strangers_find_no_order_and_the_unallowed_write_nothing(placed):
    stranger = make_actor(
        make_organisation(placed.world.market.id, "buyer"), ["ordering.send_message", "ordering.view_orders"]
    )
    with pytest.raises(NotFound):
        send_message(stranger, placed.number, "hello")
    with pytest.raises(NotAllowed):
        send_message(placed.world.approver(), placed.number, "hello")
