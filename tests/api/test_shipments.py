"""Shipments over the API: sent in parts, followed, received, refused."""

import pytest

from tests.makers import make_goods
from tests.makers.staff import make_staff


@pytest.fixture
def staff(world):
    return make_staff(world, limit="1000")


@pytest.fixture
def number(world, staff):
    water = make_goods(world.supplier, "WATER", stock=100, box=24)
    wanted = {"lines": [{"sku": water.sku, "quantity": 2, "unit": "箱"}], "payment": {"method": "transfer"}}
    number = staff.buyer.post("/orders", wanted)["orders"][0]["number"]
    staff.seller.post(f"/orders/{number}/confirmation")
    return number


def test_sent_in_parts_counted_in_base_units(staff, number):
    part = {"lines": [{"line": 1, "quantity": "30", "lot": "L1", "expires": "2027-05-01"}], "carrier": "SF"}
    sent = staff.seller.post(f"/orders/{number}/shipments", part)
    assert (sent.status, sent["order"], sent["state"], sent["carrier"]) == (201, number, "in_transit", "SF")
    (line,) = sent["lines"]
    assert (line["unit"], line["quantity"], line["lot"], line["expires"]) == ("瓶", "30", "L1", "2027-05-01")
    order = staff.buyer.get(f"/orders/{number}")
    assert (order["delivery_state"], order["lines"][0]["quantities"]["shipped"]) == ("partly_shipped", "30")
    staff.seller.post(f"/orders/{number}/shipments")
    found = staff.buyer.get(f"/orders/{number}/shipments")["items"]
    assert [each["lines"][0]["quantity"] for each in found] == ["30", "18"]
    assert staff.buyer.get(f"/shipments/{sent['number']}").body == found[0]
    nothing = staff.seller.post(f"/orders/{number}/shipments")
    assert (nothing.status, nothing["type"]) == (409, "nothing-to-ship")


def test_more_than_is_confirmed(staff, number):
    answer = staff.seller.post(f"/orders/{number}/shipments", {"lines": [{"line": 1, "quantity": 49}]})
    assert (answer.status, answer["type"]) == (409, "too-much")
    assert answer["lines"][0]["line"] == 1


def test_faults_at_once(staff, number):
    faulty = {"lines": [{"line": 9, "quantity": "1"}, {"line": 1, "quantity": "x"}], "carrier": "S" * 101}
    answer = staff.seller.post(f"/orders/{number}/shipments", faulty)
    assert answer.paths == {"lines.0.line": "unknown", "lines.1.quantity": "decimal", "carrier": "too-long"}
    sent = staff.seller.post(f"/orders/{number}/shipments")["number"]
    receipt = {"lines": [{"line": 1, "accepted": 40, "rejected": 9}, {"line": 2, "accepted": "-1"}]}
    assert staff.buyer.post(f"/shipments/{sent}/receipt", receipt).paths == {
        "lines.0.rejected": "too-much",
        "lines.1.accepted": "negative",
        "lines.1.line": "unknown",
    }
    tracking = {"at": "2999-01-01T00:00:00Z", "status": " ", "place": 7}
    assert staff.seller.post(f"/shipments/{sent}/tracking", tracking).paths == {
        "at": "future",
        "status": "required",
        "place": "text",
    }


def test_received_in_parts(staff, number):
    sent = staff.seller.post(f"/orders/{number}/shipments")["number"]
    part = {"lines": [{"line": 1, "accepted": 40, "rejected": "1", "reason": "Broken"}]}
    order = staff.buyer.post(f"/shipments/{sent}/receipt", part)
    assert (order.status, order["number"], order["delivery_state"]) == (200, number, "partly_received")
    quantities = order["lines"][0]["quantities"]
    assert (quantities["received"], quantities["accepted"], quantities["rejected"]) == ("41", "40", "1")
    staff.buyer.post(f"/shipments/{sent}/receipt")
    shipment = staff.seller.get(f"/shipments/{sent}")
    assert (shipment["state"], shipment["lines"][0]["accepted"], len(shipment["receipts"])) == (
        "received",
        "47",
        2,
    )
    again = staff.buyer.post(f"/shipments/{sent}/receipt")
    assert (again.status, again["type"]) == (409, "already-received")


def test_each_side_does_its_own_part(staff, number):
    sent = staff.seller.post(f"/orders/{number}/shipments")["number"]
    assert staff.seller.post(f"/shipments/{sent}/receipt").status == 403
    assert staff.buyer.post(f"/shipments/{sent}/tracking", {"status": "delivered"}).status == 403
    assert staff.buyer.post(f"/orders/{number}/shipments").status == 403
