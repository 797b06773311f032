"""Money over the API: told, found, not found; the books that it ends in."""

from zoneinfo import ZoneInfo

import pytest

from dinghuo.foundation.clock import now
from tests.makers import make_goods
from tests.makers.staff import make_staff


@pytest.fixture
def staff(world):
    return make_staff(world, limit="1000")


@pytest.fixture
def number(world, staff):
    make_goods(world.supplier, "WATER", stock=100)
    wanted = {"lines": [{"sku": "WATER", "quantity": 10}], "payment": {"method": "transfer"}}
    return staff.buyer.post("/orders", wanted)["orders"][0]["number"]


def money(amount="100.00", **more):
    return {"amount": amount, "currency": "CNY", "method": "transfer", **more}


def test_what_a_buyer_tells_counts_once_it_is_found(staff, number):
    told = staff.buyer.post(f"/orders/{number}/payments", money(reference="B-1", paid_on="2026-11-05"))
    assert (told.status, told["state"], told["paid_on"]) == (201, "reported", "2026-11-05")
    assert staff.buyer.get(f"/orders/{number}")["paid"] == "0.00"
    assert staff.buyer.post(f"/payments/{told['number']}/claim").status == 403
    found = staff.operator.post(f"/payments/{told['number']}/claim", {"note": "Seen at the bank"})
    assert (found["state"], found["decided_by"]) == ("received", "Zhao Min")
    order = staff.buyer.get(f"/orders/{number}")
    assert (order["paid"], order["payment_state"]) == ("100.00", "paid")
    again = staff.operator.post(f"/payments/{told['number']}/claim")
    assert (again.status, again["type"]) == (409, "already-decided")


def test_not_found_is_told_with_the_reason(staff, number):
    told = staff.buyer.post(f"/orders/{number}/payments", money())["number"]
    assert staff.operator.delete(f"/payments/{told}/claim", {}).paths == {"reason": "required"}
    refused = staff.operator.delete(f"/payments/{told}/claim", {"reason": "Not at the bank"})
    assert (refused["state"], refused["reason"]) == ("refused", "Not at the bank")
    assert [each["state"] for each in staff.buyer.get(f"/orders/{number}/payments")["items"]] == ["refused"]


def test_what_the_house_tells_has_been_found(staff, number):
    told = staff.operator.post(f"/orders/{number}/payments", money("40.00"))
    assert (told.status, told["state"]) == (201, "received")
    assert staff.buyer.get(f"/orders/{number}")["payment_state"] == "partly_paid"
    assert staff.buyer.get(f"/payments/{told['number']}").body == told.body


def test_faults_at_once(staff, number):
    faulty = {"amount": "0", "currency": "USD", "method": "barter", "reference": "x" * 101}
    answer = staff.buyer.post(f"/orders/{number}/payments", faulty)
    assert answer.status == 422
    assert set(answer.paths) == {"amount", "currency", "method", "reference"}
    assert staff.buyer.post(f"/orders/{number}/payments", {"amount": "1e3"}).paths == {
        "amount": "decimal",
        "currency": "required",
        "method": "required",
    }
    assert staff.buyer.post(f"/orders/{number}/payments", money("1.005")).paths == {"amount": "decimals"}


def test_the_books(staff, number, drain):
    staff.seller.post(f"/orders/{number}/confirmation")
    sent = staff.seller.post(f"/orders/{number}/shipments")["number"]
    staff.buyer.post(f"/shipments/{sent}/receipt")
    drain()
    (invoice,) = staff.buyer.get(f"/orders/{number}/invoices")["items"]
    assert (invoice["total"], invoice["state"], invoice["is_overdue"]) == ("100.00", "open", False)
    staff.operator.post(f"/orders/{number}/payments", money("60.00"))
    balance = staff.operator.get("/ledger/trial-balance")
    assert [total["debit"] == total["credit"] for total in balance["totals"]] == [True]
    accounts = {account["kind"]: account for account in balance["accounts"]}
    assert (accounts["receivable"]["debit"], accounts["receivable"]["balance"]) == ("100.00", "40.00")
    assert staff.operator.get("/ledger/trial-balance?at=2000-01-01")["accounts"] == []
    today = now().astimezone(ZoneInfo("Asia/Shanghai")).date()
    assert staff.operator.get(f"/ledger/trial-balance?at={today}")["accounts"]
    for program in (staff.buyer, staff.seller, staff.operator):
        (statement,) = program.get(f"/statements?period={today:%Y-%m}")["items"]
        assert (statement["opening"], statement["charges"], statement["payments"], statement["closing"]) == (
            "0.00",
            "100.00",
            "60.00",
            "40.00",
        )
        assert statement["lines"][-1]["balance"] == "40.00"
    assert staff.buyer.get("/statements?period=2000-01")["items"] == []
    assert staff.buyer.get("/statements?period=soon").paths == {"period": "month"}
    assert staff.buyer.get("/ledger/trial-balance").status == 403
