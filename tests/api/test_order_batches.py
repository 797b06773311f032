"""Many orders in one call: each placed or refused for itself, with a constant number of statements."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.finance.models import PrepaidBalance
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Stock
from dinghuo.ordering.models import Order
from tests.makers import make_goods, make_organisation, make_world
from tests.makers.keys import Program
from tests.makers.world import make_credit


def wanted(sku, quantity, method="transfer", **more):
    return {"lines": [{"sku": sku, "quantity": quantity}], "payment": {"method": method}, **more}


def placed(buyer, *orders):
    answer = buyer.post("/orders/batch", {"orders": list(orders)})
    assert answer.status == 200
    return answer["results"]


def test_each_is_placed_or_refused_for_itself(world, buyer):
    water = make_goods(world.supplier, "WATER", price="1.00", stock=10)
    results = placed(
        buyer,
        wanted("WATER", 6, reference="A"),
        wanted("NOTHING", 1),
        wanted("WATER", 5),
        {"lines": [{"sku": "WATER", "quantity": "many"}], "payment": {"method": "transfer"}, "note": 7},
        wanted("WATER", 4, reference="B"),
    )
    assert [each["status"] for each in results] == [201, 422, 409, 422, 201]
    first, unknown, short, malformed, last = (each["body"] for each in results)
    assert [body["orders"][0]["reference"] for body in (first, last)] == ["A", "B"]
    assert first["orders"][0]["events"][0]["kind"] == "order.placed"
    assert unknown["errors"][0]["path"] == "lines.0.sku"
    assert (short["type"], short["lines"][0]["available"]) == ("out-of-stock", "4")
    assert {each["path"] for each in malformed["errors"]} == {"lines.0.quantity", "note"}
    with acting(world.system):
        stock = Stock.objects.get(variant=water)
        assert (stock.on_hand, stock.reserved) == (10, 10)
        assert Order.objects.count() == 2


def test_what_a_refused_order_asked_for_is_there_for_the_next(world, buyer):
    """The second has stock for its first line only, the third no credit: neither keeps anything from the fourth."""
    make_goods(world.supplier, "WATER", price="1.00", stock=10)
    make_goods(world.supplier, "TEA", price="1000000000.00", stock=10)
    make_goods(world.supplier, "SALT", stock=0)
    both = {"lines": [{"sku": "WATER", "quantity": 10}, {"sku": "SALT", "quantity": 1}]}
    dear = {"lines": [{"sku": "WATER", "quantity": 10}, {"sku": "TEA", "quantity": 9}]}
    results = placed(
        buyer,
        both | {"payment": {"method": "credit"}},
        dear | {"payment": {"method": "credit"}},
        wanted("WATER", 10, "credit"),
    )
    assert [each["body"].get("type") for each in results] == ["out-of-stock", "credit-exceeded", None]


def test_credit_is_counted_from_order_to_order(world, buyer):
    make_goods(world.supplier, "WATER", price="100.00", stock=200)
    results = placed(
        buyer,
        wanted("WATER", 99, "credit"),
        wanted("WATER", 2, "credit"),
        wanted("WATER", 1, "credit"),
    )
    assert [each["status"] for each in results] == [201, 409, 201]


@pytest.mark.parametrize("body", [{"orders": []}, {"orders": "all"}, {}, {"orders": [{}] * 201}])
def test_a_call_that_is_no_batch_is_refused_as_a_whole(buyer, body):
    answer = buyer.post("/orders/batch", body)
    assert answer.status == 422
    assert answer["errors"][0]["path"].startswith("orders")


def test_too_many_lines_in_all(world, buyer):
    make_goods(world.supplier, "WATER", stock=1)
    many = {"lines": [{"sku": "WATER", "quantity": 1}] * 2000, "payment": {"method": "transfer"}}
    assert buyer.post("/orders/batch", {"orders": [many] * 6}).status == 422


def test_any_number_of_orders_takes_as_many_statements(world, buyer):
    for sku in "ABC":
        make_goods(world.supplier, sku, price="1.00", stock=1000)

    def statements(orders: int) -> int:
        lines = [{"sku": sku, "quantity": 1} for sku in "ABC"]
        body = {"orders": [{"lines": lines, "payment": {"method": "credit"}}] * orders}
        with CaptureQueriesContext(connection) as said:
            assert all(each["status"] == 201 for each in buyer.post("/orders/batch", body)["results"])
        return len(said)

    statements(1)
    assert statements(1) == statements(2) == statements(50)


def test_prepaid_money_is_counted_from_order_to_order(world, buyer):
    make_goods(world.supplier, "WATER", price="100.00", stock=200)
    parties = {"creditor": world.supplier, "debtor": world.buyer, "currency": "CNY"}
    with acting(world.system):
        PrepaidBalance.objects.create(market_id=world.market.id, balance=Decimal(300), **parties)
    results = placed(
        buyer, wanted("WATER", 2, "prepaid"), wanted("WATER", 2, "prepaid"), wanted("WATER", 1, "prepaid")
    )
    assert [each["body"].get("type") for each in results] == [None, "prepaid-short", None]
    assert results[2]["body"]["orders"][0]["payment_state"] == "paid"
    with acting(world.system):
        assert PrepaidBalance.objects.get().balance == 0


def test_a_representative_orders_for_several_customers(world):
    representative = Program(world.representative())
    other = make_organisation(world.market.id, "buyer")
    make_credit(world.storefront, other, "100")
    make_goods(world.supplier, "WATER", price="1.00", stock=10)
    results = placed(
        representative,
        wanted("WATER", 1, buyer=world.buyer.code),
        wanted("WATER", 1, buyer="NOBODY"),
        wanted("WATER", 2, buyer=other.code),
    )
    assert [each["status"] for each in results] == [201, 422, 201]
    buyers = [each["body"]["orders"][0]["buyer"] for each in (results[0], results[2])]
    assert buyers == [world.buyer.code, other.code]


def test_two_batches_that_cross_never_wait_in_a_circle(two_at_once):
    world = make_world()
    make_goods(world.supplier, "A", price="1.00", stock=100)
    make_goods(world.supplier, "B", price="1.00", stock=100)
    token = Program(world.purchaser()).token

    def batch(*skus: str):
        return lambda: placed(Program(token=token), *(wanted(sku, 1, "credit") for sku in skus * 5))

    outcomes = two_at_once(*[batch("A", "B"), batch("B", "A")] * 3)
    assert all(each["status"] == 201 for outcome in outcomes for each in outcome), outcomes
    with acting(world.system):
        assert sum(Stock.objects.values_list("reserved", flat=True)) == Decimal(60)
