"""The seller gives goods that one order holds to another: all or nothing, with a reason, and it can be undone."""

from decimal import Decimal

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.confirm_order import LineAnswer, confirm_order
from dinghuo.ordering.actions.reallocate_goods import reallocate_goods
from dinghuo.ordering.errors import OutOfStock
from tests.makers import make_organisation
from tests.makers.people import make_actor
from tests.ordering.waiting import Queue

D = Decimal
pytestmark = pytest.mark.django_db


def held(queue, *numbers):
    return [int(queue.line(number).held) for number in numbers]


def test_the_one_gives_the_other_is_served_and_both_are_told_why():
    queue = Queue()
    first, second = queue.order(20), queue.order(15)
    confirm_order(queue.world.seller(), first)
    confirm_order(queue.world.seller(), second, [LineAnswer(1, backorder=D(15))])
    reallocate_goods(queue.keeper, first, 1, second, D(8), "The hospital needs it")
    gave, got = queue.line(first), queue.line(second)
    assert (gave.held, gave.allocated, gave.backordered) == (12, 12, 8)
    assert (got.held, got.allocated, got.backordered) == (8, 8, 7)
    assert queue.events("order.short") == [first]
    assert queue.events("order.served") == [second]
    with acting(queue.world.system):
        rows = EventRow.objects.filter(kind__in=["order.short", "order.served"])
        assert {row.why for row in rows} == {"The hospital needs it"}
        assert not [
            row for row in rows if (first if row.subject_number == second else second) in str(row.data)
        ]
    queue.check()


def test_it_is_undone_the_same_way():
    queue = Queue()
    first, second = queue.order(20), queue.order(15)
    confirm_order(queue.world.seller(), first)
    reallocate_goods(queue.keeper, first, 1, second, D(15), "Sooner")
    assert held(queue, first, second) == [5, 15]
    reallocate_goods(queue.keeper, second, 1, first, D(15), "A slip")
    assert held(queue, first, second) == [20, 0]
    assert queue.line(first).backordered == 0
    queue.check()


def test_what_was_promised_of_a_delivery_changes_hands_too():
    queue = Queue()
    queue.expect(15, 9)
    first, second = queue.order(20), queue.order(15)
    reallocate_goods(queue.keeper, first, 1, second, D(15), "Sooner")
    assert [(int(queue.line(n).held), int(queue.line(n).promised)) for n in (first, second)] == [
        (5, 15),
        (15, 0),
    ]
    queue.check()


def test_every_fault_is_told_and_nothing_moves():
    queue = Queue()
    first, second = queue.order(20), queue.order(15)
    with pytest.raises(Invalid) as refused:
        reallocate_goods(queue.keeper, first, 1, "SO-NONE", D(0), " ")
    assert {fault.path for fault in refused.value.faults} == {"to", "quantity", "why"}
    with pytest.raises(Invalid):
        reallocate_goods(queue.keeper, first, 1, second, D(16), "More than it waits for")
    with pytest.raises(Invalid):
        reallocate_goods(queue.keeper, first, 1, first, D(1), "To itself")
    with pytest.raises(Invalid):
        reallocate_goods(queue.keeper, first, 9, second, D(1), "No such line")
    third = queue.order(30)
    with pytest.raises(OutOfStock) as short:
        reallocate_goods(queue.keeper, first, 1, third, D(25), "More than is held")
    assert short.value.instead == {"quantity": "20"}
    assert held(queue, first, second, third) == [20, 0, 0]
    queue.check()


def test_only_the_seller_may():
    queue = Queue()
    first, second = queue.order(20), queue.order(15)
    with pytest.raises(NotAllowed):
        reallocate_goods(queue.world.seller(), first, 1, second, D(1), "Why not")
    rival = make_actor(make_organisation(queue.world.market.id, "supplier"), ["ordering.reallocate_goods"])
    with pytest.raises(NotAllowed):
        reallocate_goods(rival, first, 1, second, D(1), "Mine")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_give_no_more_than_is_held(two_at_once):
    queue = Queue()
    first, second, third = queue.order(20), queue.order(15), queue.order(15)

    def give(number: str):
        def press() -> str:
            try:
                reallocate_goods(queue.keeper, first, 1, number, D(15), "Urgent")
            except OutOfStock:
                return "refused"
            return "given"

        return press

    assert sorted(two_at_once(give(second), give(third))) == ["given", "refused"]
    assert sum(held(queue, first, second, third)) == 20
    queue.check()
