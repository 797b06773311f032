"""Several orders are answered at once: what is too little for all is shared by the seller's rule, or by hand."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.set_life_rules import LifeRuleEntry, set_life_rules
from dinghuo.inventory.actions.set_safety_stock import SafetyEntry, set_safety_stock
from dinghuo.inventory.actions.set_sharing_rule import set_sharing_rule
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.models import Movement, Reservation
from dinghuo.ordering.actions.confirm_order import LineAnswer, confirm_order
from dinghuo.ordering.actions.confirm_orders import Decided, confirm_orders
from dinghuo.ordering.actions.preview_shares import preview_shares
from dinghuo.ordering.actions.reallocate_goods import reallocate_goods
from dinghuo.ordering.errors import NothingToDo, OutOfStock
from tests.makers import make_organisation
from tests.makers.days import ahead
from tests.makers.people import make_actor
from tests.ordering.waiting import Queue

D = Decimal
pytestmark = pytest.mark.django_db


def answered(queue, *numbers):
    """Of each order's line: accepted, held, on back-order."""
    lines = [queue.line(number) for number in numbers]
    return [(int(line.allocated), int(line.held), int(line.backordered)) for line in lines]


def test_in_turn_who_ordered_first_is_served_first():
    queue = Queue(stock=60)
    first, second, third = (queue.order(40) for _ in range(3))
    results = confirm_orders(queue.keeper, [third, first, second])
    assert [each.number for each in results] == [third, first, second]
    assert answered(queue, first, second, third) == [(40, 40, 0), (20, 20, 20), (0, 0, 40)]
    notes = [queue.line(number).sharing for number in (first, second, third)]
    assert [(note["rule"], note["place"], note["quantity"]) for note in notes] == [
        ("in_turn", 1, "40"),
        ("in_turn", 2, "20"),
        ("in_turn", 3, "0"),
    ]
    assert (notes[0]["there"], notes[0]["asked"], notes[0]["of"]) == ("60", "120", 3)
    queue.check()


def test_in_proportion_what_the_first_holds_unanswered_is_shared_too():
    queue = Queue(stock=60, box=6)
    set_sharing_rule(queue.keeper, "proportional")
    first, second, third = queue.order(10, unit="箱"), queue.order(5, unit="箱"), queue.order(5, unit="箱")
    assert [int(queue.line(number).held) for number in (first, second, third)] == [60, 0, 0]
    confirm_orders(queue.keeper, [first, second, third])
    assert answered(queue, first, second, third) == [(30, 30, 30), (18, 18, 12), (12, 12, 18)]
    with acting(queue.world.system):
        moved = Movement.objects.filter(kind="allocated", document_kind="order")
        assert {row.document_number for row in moved} == {first, second, third}
    queue.check()


def test_an_urgent_order_comes_first_and_takes_what_is_kept_back_for_it():
    queue = Queue(stock=60)
    set_safety_stock(
        queue.keeper, [SafetyEntry("TEA", f"main-{queue.world.supplier.code}", D(10), for_urgent=True)]
    )
    first, urgent = queue.order(40), queue.order(40, kind="urgent")
    assert [int(queue.line(number).held) for number in (first, urgent)] == [40, 20]
    confirm_orders(queue.keeper, [first, urgent])
    assert answered(queue, first, urgent) == [(10, 10, 30), (40, 40, 0)]
    queue.check()


def test_where_there_is_enough_everything_is_accepted_and_nothing_is_noted():
    queue = Queue(stock=60)
    first, second = queue.order(30), queue.order(30)
    confirm_orders(queue.keeper, [first, second])
    assert answered(queue, first, second) == [(30, 30, 0), (30, 30, 0)]
    assert [queue.line(number).sharing for number in (first, second)] == [{}, {}]
    queue.check()


def test_what_is_answered_already_is_nobodys_to_share():
    queue = Queue(stock=60)
    first, second = queue.order(40), queue.order(40)
    confirm_order(queue.world.seller(), first, [LineAnswer(1, accept=D(30))])
    set_sharing_rule(queue.keeper, "proportional")
    confirm_orders(queue.keeper, [first, second])
    # 10 of the first and 40 of the second share the 30 that are left.
    assert answered(queue, first, second) == [(36, 36, 4), (24, 24, 16)]
    queue.check()


def test_what_is_on_its_way_is_promised_to_who_gets_less():
    queue = Queue(stock=20)
    queue.expect(60, 9)
    first, second = queue.order(20), queue.order(20)
    set_sharing_rule(queue.keeper, "proportional")
    confirm_orders(queue.keeper, [first, second])
    assert queue.state(first, second) == [(10, 10, ahead(9)), (10, 10, ahead(9))]
    queue.check()


def test_only_what_is_fresh_enough_is_shared():
    queue = Queue(stock=0)
    for lot, days in (("OLD", 10), ("NEW", 300)):
        entry = DocumentEntry("receipt", lines=[LineEntry("TEA", D(20), lot=lot, expires=ahead(days))])
        submit_stock_document(queue.keeper, open_stock_document(queue.keeper, entry).number)
    number = queue.order(30)
    set_life_rules(queue.keeper, [LifeRuleEntry(min_days=30)])
    confirm_orders(queue.keeper, [number])
    assert answered(queue, number) == [(20, 20, 10)]
    assert queue.line(number).sharing["rule"] == "fresh"
    with acting(queue.world.system):
        held = Reservation.objects.filter(quantity__gt=0).values_list("stock__lot", "quantity")
        assert list(held) == [("NEW", 20)]
    queue.check()


def test_a_person_decides_with_a_reason_and_the_rest_goes_by_the_rule():
    queue = Queue(stock=60)
    first, second, third = (queue.order(40) for _ in range(3))
    decided = [Decided(third, 1, D(25))]
    tried = preview_shares(queue.keeper, [first, second, third], decided).articles[0]
    assert [int(row.share.quantity) for row in tried.lines] == [35, 0, 25]
    confirm_orders(queue.keeper, [first, second, third], decided, "The hospital needs it")
    assert answered(queue, first, second, third) == [(35, 35, 5), (0, 0, 40), (25, 25, 15)]
    note = queue.line(third).sharing
    assert (note["rule"], note["why"], note["by"]) == ("hand", "The hospital needs it", "Chen Wei")
    with acting(queue.world.system):
        rows = EventRow.objects.filter(kind="order.confirmed")
        assert {row.why for row in rows} == {"The hospital needs it"}
        for row in rows:
            assert not any(other in str(row.data) for other in {first, second, third} - {row.subject_number})
    reallocate_goods(queue.keeper, first, 1, second, D(10), "A slip")
    assert answered(queue, first, second) == [(25, 25, 15), (10, 10, 30)]
    assert [queue.line(number).sharing["rule"] for number in (first, second)] == ["gave", "hand"]
    queue.check()


def test_every_fault_of_what_was_decided_is_told_at_once_and_nothing_is_answered():
    queue = Queue(stock=60)
    first, second = queue.order(40), queue.order(40)
    decided = [
        Decided(first, 1, D(41)),
        Decided(first, 7, D(1)),
        Decided("SO-NONE", 1, D(1)),
        Decided(second, 1, D(-1)),
    ]
    with pytest.raises(Invalid) as refused:
        confirm_orders(queue.keeper, [first, second], decided, " ")
    assert [fault.path for fault in refused.value.faults] == [
        "shares.0.quantity",
        "shares.1.line",
        "shares.2.line",
        "shares.3.quantity",
        "why",
    ]
    with pytest.raises(OutOfStock):
        confirm_orders(
            queue.keeper, [first, second], [Decided(first, 1, D(40)), Decided(second, 1, D(40))], "Both"
        )
    for numbers in ([], ["SO-NONE"] * 51):
        with pytest.raises(Invalid):
            confirm_orders(queue.keeper, numbers)
    assert answered(queue, first, second) == [(0, 40, 0), (0, 20, 0)]
    queue.check()


def test_an_order_that_cannot_be_answered_holds_up_no_other():
    queue = Queue(stock=60)
    first, second = queue.order(10), queue.order(10)
    confirm_order(queue.world.seller(), first)
    results = {each.number: each for each in confirm_orders(queue.keeper, [first, second, "SO-NONE"])}
    assert isinstance(results[first].refusal, NothingToDo)
    assert isinstance(results["SO-NONE"].refusal, NotFound)
    assert results[second].order.state == "confirmed"


def test_who_may_not_confirm_or_decide_is_refused():
    queue = Queue(stock=60)
    number = queue.order(40)
    with pytest.raises(NotAllowed):
        confirm_orders(queue.world.purchaser(), [number])
    with pytest.raises(NotAllowed):
        confirm_orders(queue.world.seller(), [number], [Decided(number, 1, D(1))], "Why not")
    rival = make_actor(make_organisation(queue.world.market.id, "supplier"), ["ordering.confirm_order"])
    assert isinstance(confirm_orders(rival, [number])[0].refusal, NotFound)
    assert answered(queue, number) == [(0, 40, 0)]


def test_the_preview_says_what_is_done_then_and_writes_nothing():
    queue = Queue(stock=60)
    set_sharing_rule(queue.keeper, "proportional")
    numbers = [queue.order(40) for _ in range(3)]
    preview = preview_shares(queue.keeper, numbers)
    article = preview.articles[0]
    assert (int(article.there), int(article.asked), article.rule, preview.orders) == (
        60,
        120,
        "proportional",
        3,
    )
    assert answered(queue, *numbers) == [(0, 40, 0), (0, 20, 0), (0, 0, 0)]
    confirm_orders(queue.keeper, numbers)
    gets = {row.order.number: int(row.share.quantity) for row in article.lines}
    assert [part[0] for part in answered(queue, *numbers)] == [gets[number] for number in numbers]


def test_as_many_statements_for_any_number_of_orders():
    def statements(orders: int) -> int:
        queue = Queue(stock=10 * orders)
        numbers = [queue.order(20) for _ in range(orders)]
        with CaptureQueriesContext(connection) as seen:
            confirm_orders(queue.keeper, numbers)
        return len(seen)

    assert statements(2) == statements(6)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_promise_no_more_than_there_is(two_at_once):
    queue = Queue(stock=60)
    numbers = [queue.order(40) for _ in range(4)]
    two_at_once(
        lambda: confirm_orders(queue.keeper, numbers[:3]), lambda: confirm_orders(queue.keeper, numbers[1:])
    )
    assert sum(part[0] for part in answered(queue, *numbers)) == 60
    queue.check()


@pytest.mark.django_db(transaction=True)
def test_answering_while_stock_is_counted_keeps_the_books(two_at_once):
    queue = Queue(stock=60)
    numbers = [queue.order(30) for _ in range(3)]
    two_at_once(
        lambda: confirm_orders(queue.keeper, numbers),
        lambda: count_stock(queue.keeper, [StockCount("TEA", D(90))]),
    )
    assert sum(part[0] for part in answered(queue, *numbers)) in (60, 90)
    queue.check()
