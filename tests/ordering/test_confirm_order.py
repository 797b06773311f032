"""The seller answers line by line; stock and credit follow the answer."""

from decimal import Decimal

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Stock
from dinghuo.ordering.actions.confirm_order import LineAnswer, confirm_order
from dinghuo.ordering.errors import ApprovalRequired, NothingToDo, OutOfStock
from dinghuo.ordering.models import LineMove
from tests.makers import make_actor, make_organisation, make_world
from tests.makers.days import ahead
from tests.ordering.placed import place

D = Decimal
pytestmark = pytest.mark.django_db


@pytest.fixture
def placed():
    return place(make_world())


def test_no_answers_accept_everything(placed):
    order = confirm_order(placed.world.seller(), placed.number)
    assert order.state == "confirmed"
    assert [line.allocated for line in placed.lines] == [100, 10]
    assert placed.reserved == [100, 10]
    assert placed.credit == (1100, 0, 0)
    assert placed.kinds == ["order.placed", "order.confirmed"]


def test_part_accepted_part_later_part_refused(placed):
    answer = LineAnswer(1, D(80), D(15), D(5), ahead(11), "cases broken")
    order = confirm_order(placed.world.seller(), placed.number, [answer])
    line = placed.lines[0]
    assert (line.confirmed, line.allocated, line.backordered, line.refused) == (95, 80, 15, 5)
    assert (line.promised_date, line.answer_reason) == (ahead(11), "cases broken")
    assert order.state == "partly_confirmed"
    assert placed.reserved == [80, 10]
    assert placed.credit == (1050, 0, 0)
    assert order.payable == 1050
    with acting(placed.world.system):
        moves = dict(LineMove.objects.filter(line=line).values_list("kind", "quantity"))
    assert moves == {"confirmed": 95, "allocated": 80, "backordered": 15, "refused": 5}


def test_what_was_on_back_order_is_accepted_once_goods_have_come(placed):
    seller = placed.world.seller()
    confirm_order(seller, placed.number, [LineAnswer(1, D(80), D(20))])
    confirm_order(seller, placed.number, [LineAnswer(1, D(20))])
    assert (placed.lines[0].allocated, placed.lines[0].backordered) == (100, 0)
    assert placed.reserved == [100, 10]


def test_accepting_what_the_book_of_stock_does_not_hold_is_refused(placed):
    seller = placed.world.seller()
    confirm_order(seller, placed.number, [LineAnswer(1, D(80), D(20))])
    with acting(placed.world.system):
        Stock.objects.filter(variant_id=placed.lines[0].variant_id).update(on_hand=90)
    with pytest.raises(OutOfStock) as told:
        confirm_order(seller, placed.number, [LineAnswer(1, D(20))])
    assert told.value.lines[0]["missing"] == "20"
    assert placed.lines[0].backordered == 20


def test_every_fault_of_an_answer_is_told(placed):
    answers = [
        LineAnswer(9, D(1)),
        LineAnswer(1, D(101)),
        LineAnswer(2, D(-1)),
        LineAnswer(2, D(1)),
        LineAnswer(1, refuse=D(1)),
    ]
    with pytest.raises(Invalid) as told:
        confirm_order(placed.world.seller(), placed.number, answers)
    found = [(fault.path, fault.code) for fault in told.value.faults]
    assert ("lines.0.line", "unknown") in found
    assert ("lines.1.accept", "too-much") in found
    assert ("lines.2.accept", "negative") in found
    assert ("lines.3.line", "twice") in found
    assert ("lines.4.reason", "required") in found
    assert placed.lines[0].confirmed == 0


def test_an_order_is_answered_once(placed):
    confirm_order(placed.world.seller(), placed.number)
    with pytest.raises(NothingToDo):
        confirm_order(placed.world.seller(), placed.number)


def test_what_is_refused_whole_ends_the_order_and_frees_everything(placed):
    answers = [LineAnswer(n, refuse=D(q), reason="sold out") for n, q in ((1, 100), (2, 10))]
    assert confirm_order(placed.world.seller(), placed.number, answers).state == "refused"
    assert placed.reserved == [0, 0]
    assert placed.credit == (0, 0, 0)


def test_only_the_seller_answers(placed):
    with pytest.raises(NotAllowed):
        confirm_order(placed.world.purchaser(), placed.number)
    buyer_with_grant = make_actor(placed.world.buyer, ["ordering.confirm_order"])
    with pytest.raises(NotAllowed):
        confirm_order(buyer_with_grant, placed.number)
    stranger = make_actor(make_organisation(placed.world.market.id, "supplier"), ["ordering.confirm_order"])
    with pytest.raises(NotFound):
        confirm_order(stranger, placed.number)


def test_an_order_that_waits_for_approval_is_not_answered():
    placed = place(make_world(), limit="100")
    with pytest.raises(ApprovalRequired):
        confirm_order(placed.world.seller(), placed.number)


def test_two_answers_at_once_are_one(live, two_at_once):
    placed = place(make_world())

    def answer():
        try:
            return confirm_order(placed.world.seller(), placed.number).state
        except NothingToDo:
            return None

    assert set(two_at_once(answer, answer)) == {"confirmed", None}
    assert [line.allocated for line in placed.lines] == [100, 10]
    assert placed.kinds.count("order.confirmed") == 1


def test_a_seller_answers_in_whole_units(placed):
    with pytest.raises(Invalid) as refused:
        confirm_order(placed.world.seller(), placed.number, [LineAnswer(1, D("99.5"), D("0.5"))])
    assert [(fault.path, fault.code) for fault in refused.value.faults] == [
        ("lines.0.accept", "divided"),
        ("lines.0.backorder", "divided"),
    ]
