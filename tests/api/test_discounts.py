"""Which promotion gave what of an order's discount, and what is nearly got, over the API."""

from decimal import Decimal as D

import pytest

from tests.makers import make_goods
from tests.makers.promotions import make_promotion, promoter, sellers_promoter
from tests.makers.staff import BUY, SELL, make_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(world):
    """Water at 10 and tea at 20; ten off everything, and five more off water with a code."""
    water = make_goods(world.supplier, "WATER", price="10", stock=500)
    make_goods(world.supplier, "TEA", price="20", stock=500)
    make_promotion(promoter(world), "SPRING", "10", names={"zh-hans": "春季九折", "zh-hant": "春季九折"})
    make_promotion(sellers_promoter(world), "EXTRA", "5", benefit="amount", word="EXTRA5", priority=-5)
    return water


def wanted(*lines, codes=(), **more):
    return {
        "lines": [{"sku": sku, "quantity": quantity} for sku, quantity in lines],
        "payment": {"method": "transfer"},
        "codes": list(codes),
        **more,
    }


def told(order):
    return {each["promotion"]: (each["code"], each["amount"], each["lines"]) for each in order["discounts"]}


def test_each_promotion_is_named_with_its_lines_tried_placed_and_read_again(world, shop):
    buyer = make_program(world.buyer, *BUY)
    request = wanted(("WATER", "10"), ("TEA", "5"), codes=["extra5"])
    tried = buyer.post("/orders", request | {"dry_run": True})
    placed = buyer.post("/orders", request)
    [order] = placed["orders"]
    assert (order["discount"], order["total"]) == ("25.00", "175.00")
    expected = {
        "SPRING": ("", "20.00", [{"line": 1, "amount": "10.00"}, {"line": 2, "amount": "10.00"}]),
        "EXTRA": ("EXTRA5", "5.00", [{"line": 1, "amount": "2.50"}, {"line": 2, "amount": "2.50"}]),
    }
    assert told(order) == told(tried["orders"][0]) == expected
    for program in (buyer, make_program(world.supplier, *SELL)):
        assert told(program.get(f"/orders/{order['number']}").body) == expected
        [listed] = program.get("/orders")["items"]
        assert told(listed) == expected
        assert sum(D(each["amount"]) for each in listed["discounts"]) == D(listed["discount"])


def test_a_batch_names_them_too_and_an_order_without_has_none(world, shop):
    make_goods(world.supplier, "CUPS", price="1", stock=500)
    buyer = make_program(world.buyer, *BUY)
    answer = buyer.post("/orders/batch", {"orders": [wanted(("WATER", "10")), wanted(("TEA", "1"))]})
    orders = [each["body"]["orders"][0] for each in answer["results"]]
    assert [told(order)["SPRING"][1] for order in orders] == ["10.00", "2.00"]


def test_a_dry_run_says_what_is_nearly_got(world, shop):
    make_promotion(sellers_promoter(world), "BIG", "30", benefit="amount", least_amount=D(300))
    buyer = make_program(world.buyer, *BUY)
    request = wanted(("WATER", "18"), dry_run=True)
    [near] = buyer.post("/orders", request, Accept_Language="en")["near"]
    assert (near["promotion"], near["amount"], near["quantity"], near["sku"]) == ("BIG", "120.00", None, None)
    assert near["name"] == "Promotion BIG"
    assert "120.00" in near["message"]
    placed = buyer.post("/orders", wanted(("WATER", "18")))
    assert placed["near"] == []
