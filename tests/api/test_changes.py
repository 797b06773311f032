"""Changes and messages over the API: proposed with what they mean, accepted, declined, refused."""

import pytest

from tests.makers import make_goods
from tests.makers.days import ahead
from tests.makers.staff import make_staff


@pytest.fixture
def staff(world):
    return make_staff(world, limit="1000")


@pytest.fixture
def number(world, staff):
    goods = [make_goods(world.supplier, sku, stock=100) for sku in ("WATER", "TEA")]
    lines = [{"sku": each.sku, "quantity": 10} for each in goods]
    placed = staff.buyer.post("/orders", {"lines": lines, "payment": {"method": "credit"}})
    number = placed["orders"][0]["number"]
    staff.seller.post(f"/orders/{number}/confirmation", {"lines": [{"line": 1, "accept": 10}]})
    return number


def propose(program, number, *actions, version=None, reason="The shop asks"):
    version = version or program.get(f"/orders/{number}")["version"]
    return program.post(
        f"/orders/{number}/changes", {"base_version": version, "actions": list(actions), "reason": reason}
    )


def test_proposed_with_what_it_means_and_accepted(staff, number):
    change = propose(staff.buyer, number, {"kind": "quantity", "line": 2, "quantity": "12.0"})
    assert (change.status, change["state"], change["proposed_by"]) == (201, "proposed", "buyer")
    assert change["consequences"] == {
        "total_before": "200.00",
        "total_after": "220.00",
        "currency": "CNY",
        "credit": "20.00",
        "approval": "not_needed",
    }
    assert staff.buyer.get(f"/orders/{number}")["total"] == "200.00"
    accepted = staff.seller.post(f"/changes/{change['id']}/acceptance")
    assert (accepted.status, accepted["state"], accepted["order"]) == (200, "accepted", number)
    order = staff.buyer.get(f"/orders/{number}")
    assert (order["total"], order["lines"][1]["quantities"]["ordered"]) == ("220.00", "12")
    assert staff.seller.post(f"/changes/{change['id']}/acceptance")["type"] == "wrong-state"


def test_declined_or_taken_back(staff, number):
    change = propose(staff.buyer, number, {"kind": "date", "line": 2, "date": str(ahead(32))})
    declined = staff.seller.delete(f"/changes/{change['id']}/acceptance", {"reason": "Too late"})
    assert (declined["state"], declined["decision_reason"]) == ("declined", "Too late")
    own = propose(staff.buyer, number, {"kind": "remove", "line": 2})
    assert staff.buyer.post(f"/changes/{own['id']}/acceptance").status == 403
    assert staff.buyer.delete(f"/changes/{own['id']}/acceptance")["state"] == "declined"
    assert [each["state"] for each in staff.buyer.get(f"/orders/{number}/changes")["items"]] == [
        "declined"
    ] * 2


def test_on_a_version_that_has_passed(staff, number):
    change = propose(staff.buyer, number, {"kind": "remove", "line": 2}, version=1)
    assert (change.status, change["type"]) == (409, "stale-version")
    assert change["instead"]["version"] == staff.buyer.get(f"/orders/{number}")["version"]


def test_more_than_there_is(staff, number):
    change = propose(staff.buyer, number, {"kind": "quantity", "line": 2, "quantity": 1000})
    assert (change.status, change["type"]) in {(409, "out-of-stock"), (409, "credit-exceeded")}


def test_faults_at_once(staff, number):
    change = propose(
        staff.buyer,
        number,
        {"kind": "quantity", "line": 7, "quantity": 1},
        {"kind": "quantity", "line": 1},
        {"kind": "add", "sku": "TEA", "quantity": "x"},
        {"kind": "paint"},
        {"kind": "date", "date": "soon", "colour": 1},
    )
    assert change.status == 422
    assert change.paths == {
        "actions.0.line": "unknown",
        "actions.1.quantity": "required",
        "actions.2.quantity": "decimal",
        "actions.3.kind": "unknown",
        "actions.4.date": "date",
        "actions.4.colour": "unknown-field",
    }


def test_messages_of_both_sides(staff, number):
    assert staff.buyer.post(f"/orders/{number}/messages", {"text": "When?", "line": 2}).status == 201
    staff.seller.post(f"/orders/{number}/messages", {"text": "Tomorrow"})
    told = staff.operator.get(f"/orders/{number}/messages")["items"]
    assert [(each["text"], each["line"]) for each in told] == [("When?", 2), ("Tomorrow", None)]
    assert staff.buyer.post(f"/orders/{number}/messages", {"text": " ", "line": 9}).paths == {
        "text": "required",
        "line": "unknown",
    }
