"""Freight over the API: terms, what an order pays and why, what a dry run says lacks, and what others may know."""

import pytest

from tests.makers import make_goods, make_organisation
from tests.makers.promotions import make_promotion, promoter
from tests.makers.staff import BUY, SELL, make_program

pytestmark = pytest.mark.django_db


def wanted(quantity: str, **more):
    return {"lines": [{"sku": "WATER", "quantity": quantity}], "payment": {"method": "transfer"}, **more}


@pytest.fixture
def seller(world):
    make_goods(world.supplier, "WATER", price="10", stock=500)
    return make_program(world.supplier, *SELL)


def test_terms_are_said_read_and_taken_away(world, seller):
    term = {
        "amount": "12",
        "free_from": "500",
        "region": "44",
        "tax_rate": "0.09",
        "seller": world.supplier.code,
    }
    saved = seller.put("/freight-terms", term)
    assert (saved["amount"], saved["free_from"], saved["region_name"]) == ("12.00", "500.00", "广东省")
    assert (saved["first_grams"], saved["counts"], saved["ends_on"]) == (None, "now", None)
    assert seller.get("/freight-terms")["items"] == [saved.body]
    other = make_program(make_organisation(world.market.id, "supplier"), *SELL)
    assert other.get("/freight-terms")["items"] == []
    assert other.delete(f"/freight-terms/{saved['id']}").status == 404
    assert seller.delete(f"/freight-terms/{saved['id']}")["items"] == []


def test_an_order_says_what_it_pays_and_a_dry_run_what_lacks(world, seller):
    seller.put("/freight-terms", {"amount": "12", "free_from": "500", "seller": world.supplier.code})
    buyer = make_program(world.buyer, *BUY)
    tried = buyer.post("/orders", wanted("38", dry_run=True), Accept_Language="en")
    assert tried["near_free_freight"] == [
        {
            "seller": world.supplier.code,
            "free_from": "500.00",
            "missing": "120.00",
            "saved": "12.00",
            "message": "¥120.00 more for free freight; it saves ¥12.00.",
        }
    ]
    placed = buyer.post("/orders", wanted("38"), Accept_Language="en")
    [order] = placed["orders"]
    assert (order["freight"], order["total"], placed["near_free_freight"]) == ("12.00", "392.00", [])
    assert (order["freight_terms"]["amount"], order["freight_terms"]["words"]) == (
        "12.00",
        ["A flat amount."],
    )
    make_promotion(promoter(world), "SHIP", "0", benefit="free_freight")
    [freed] = buyer.post("/orders", wanted("1"), Accept_Language="en")["orders"]
    assert (freed["freight"], freed["total"], freed["discounts"]) == ("0.00", "10.00", [])
    [by] = freed["freight_terms"]["by"]
    assert (by["promotion"], by["amount"]) == ("SHIP", "12.00")
    assert seller.get(f"/orders/{freed['number']}")["freight_terms"]["freed"] == "12.00"
    [tried] = buyer.post("/orders", wanted("1", dry_run=True))["orders"]
    assert (tried["freight"], tried["freight_terms"]["freed"]) == ("0.00", "12.00")


def test_where_nobody_charges_it_nothing_is_said(world, seller):
    [order] = make_program(world.buyer, *BUY).post("/orders", wanted("1"))["orders"]
    assert (order["freight"], order["freight_terms"]) == ("0.00", None)


def test_bad_input_is_told_all_at_once(world, seller):
    wrong = {"amount": "-1", "region": "99", "whom": "level", "named": "none", "tax_rate": "2"}
    answer = seller.put("/freight-terms", wrong | {"seller": "nobody", "first_grams": "10"})
    assert answer.status == 422
    assert {fault["path"] for fault in answer["errors"]} >= {
        "amount",
        "region",
        "named",
        "tax_rate",
        "seller",
    }
