"""Orders answered over the API: approved, confirmed, refused, cancelled."""

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Stock
from dinghuo.ordering import permissions as ordering
from tests.makers import make_goods
from tests.makers.days import ahead
from tests.makers.keys import Program


def stock_of(world, goods):
    with acting(world.system):
        stock = Stock.objects.get(variant=goods)
        return stock.on_hand, stock.reserved


def wanted(*lines, method="credit", **more):
    return {"lines": list(lines), "payment": {"method": method}, **more}


def test_above_the_limit_it_waits_for_an_approver(world, seller):
    purchaser = world.purchaser(limit="40")
    buyer, approver = Program(purchaser), Program(world.approver(limit="100"))
    water = make_goods(world.supplier, stock=100)
    number = buyer.post("/orders", wanted({"sku": water.sku, "quantity": 5}))["orders"][0]["number"]
    assert buyer.get(f"/orders/{number}")["state"] == "awaiting_approval"
    refused = seller.post(f"/orders/{number}/confirmation")
    assert (refused.status, refused["type"]) == (409, "approval-required")
    assert buyer.post(f"/orders/{number}/approval").status == 403
    approved = approver.post(f"/orders/{number}/approval", {"note": "For the fair"})
    assert (approved.status, approved["approval"], approved["state"]) == (200, "approved", "submitted")
    assert approved["events"][-1]["why"] == "For the fair"
    again = approver.post(f"/orders/{number}/approval")
    assert (again.status, again["type"]) == (409, "wrong-state")


@pytest.mark.parametrize("text", ["null", " null\n", "[]", "7", '"all"'])
def test_only_an_object_accepts_everything(world, seller, text):
    water = make_goods(world.supplier, stock=100)
    buyer = Program(world.purchaser())
    number = buyer.post("/orders", wanted({"sku": water.sku, "quantity": 5}))["orders"][0]["number"]
    told = seller.post(f"/orders/{number}/confirmation", text)
    assert (told.status, told["type"]) == (422, "invalid")
    assert buyer.get(f"/orders/{number}")["state"] == "submitted"


def test_an_approver_has_a_limit_too(world):
    buyer, approver = Program(world.purchaser(limit="40")), Program(world.approver(limit="45"))
    water = make_goods(world.supplier, stock=100)
    number = buyer.post("/orders", wanted({"sku": water.sku, "quantity": 5}))["orders"][0]["number"]
    answer = approver.post(f"/orders/{number}/approval")
    assert (answer.status, answer["permission"], answer["limit"]) == (403, ordering.APPROVE, "45")


def test_an_approver_refuses(world):
    buyer, approver = Program(world.purchaser(limit="40")), Program(world.approver())
    water = make_goods(world.supplier, stock=100)
    number = buyer.post("/orders", wanted({"sku": water.sku, "quantity": 5}))["orders"][0]["number"]
    assert approver.delete(f"/orders/{number}/approval", {"reason": " "}).paths == {"reason": "required"}
    answer = approver.delete(f"/orders/{number}/approval", {"reason": "Too dear"})
    assert (answer.status, answer["approval"], answer["state"]) == (200, "refused", "cancelled")
    assert stock_of(world, water) == (100, 0)


def test_the_seller_answers_line_by_line(world, ordered, seller):
    goods = [make_goods(world.supplier, stock=100, backorder_allowed=True) for _ in range(3)]
    number = ordered(*goods, quantity="10")
    answer = seller.post(
        f"/orders/{number}/confirmation",
        {
            "lines": [
                {"line": 1, "accept": "10", "promised_date": str(ahead(9))},
                {"line": 2, "accept": 4, "backorder": "6", "promised_date": str(ahead(32))},
                {"line": 3, "accept": "2", "refuse": "8", "reason": "Damaged"},
            ]
        },
    )
    assert (answer.status, answer["state"]) == (200, "partly_confirmed")
    first, second, third = (line["quantities"] for line in answer["lines"])
    assert (first["confirmed"], first["allocated"], first["pending"]) == ("10", "10", "0")
    assert (second["confirmed"], second["allocated"], second["backordered"]) == ("10", "4", "6")
    assert (third["confirmed"], third["refused"]) == ("2", "8")
    assert [line["promised_date"] for line in answer["lines"]] == [str(ahead(9)), str(ahead(32)), None]
    assert answer["lines"][2]["reason"] == "Damaged"
    assert answer["events"][-1]["kind"] == "order.confirmed"


def test_an_answer_without_lines_accepts_all(world, ordered, seller):
    number = ordered(make_goods(world.supplier, stock=100))
    assert seller.post(f"/orders/{number}/confirmation", {"lines": []})["state"] == "confirmed"
    again = seller.post(f"/orders/{number}/confirmation")
    assert (again.status, again["type"]) == (409, "nothing-to-do")


def test_faults_of_an_answer_at_once(world, ordered, seller):
    number = ordered(make_goods(world.supplier, stock=100), make_goods(world.supplier, stock=100))
    answer = seller.post(
        f"/orders/{number}/confirmation",
        {
            "lines": [
                {"line": 1, "accept": "3"},
                {"line": 2, "accept": "1", "refuse": "1"},
                {"line": 7, "accept": "1"},
                {"line": 2, "accept": "x"},
                {"line": 0},
            ]
        },
    )
    assert answer.paths == {
        "lines.0.accept": "too-much",
        "lines.1.reason": "required",
        "lines.2.line": "unknown",
        "lines.3.accept": "decimal",
        "lines.3.line": "twice",
        "lines.4.line": "too-small",
    }


def test_a_buyer_does_not_answer(world, ordered, buyer):
    number = ordered(make_goods(world.supplier, stock=100))
    assert buyer.post(f"/orders/{number}/confirmation").status == 403


def test_cancelled_at_once_before_the_answer(world, ordered, buyer):
    water = make_goods(world.supplier, stock=100)
    number = ordered(water)
    answer = buyer.post(f"/orders/{number}/cancellation", {"reason": "Ordered twice"})
    assert (answer.status, answer["state"], answer["cancel_requested"]) == (200, "cancelled", False)
    assert answer["lines"][0]["quantities"]["cancelled"] == "2"
    assert stock_of(world, water) == (100, 0)


def test_after_the_answer_cancelling_is_a_wish(world, ordered, buyer, seller):
    water = make_goods(world.supplier, stock=100)
    number = ordered(water)
    seller.post(f"/orders/{number}/confirmation")
    assert buyer.post(f"/orders/{number}/cancellation", {"reason": "Shop closed"})["cancel_requested"] is True
    change = seller.get(f"/orders/{number}/changes")["items"][0]
    assert (change["actions"], change["proposed_by"]) == ([{"kind": "cancel"}], "buyer")
    assert seller.post(f"/changes/{change['id']}/acceptance")["state"] == "accepted"
    assert buyer.get(f"/orders/{number}")["state"] == "cancelled"
