"""Goods on their way over the API: entered, late, received; an order tells from where it is served."""

from datetime import timedelta

import pytest

from dinghuo.foundation.clock import today
from tests.makers import make_goods, make_world
from tests.makers.staff import make_staff

pytestmark = pytest.mark.django_db


def ahead(days: int) -> str:
    return (today("Asia/Shanghai") + timedelta(days=days)).isoformat()


def test_a_delivery_from_its_entry_to_its_receipt():
    world = make_world()
    staff = make_staff(world, limit="5000")
    make_goods(world.supplier, "TEA", stock=20, backorder_allowed=True)
    entered = {"sku": "TEA", "quantity": "100", "expected": ahead(9), "reference": "PO-118"}
    supply = staff.seller.post("/supplies", entered)
    wanted = {"lines": [{"sku": "TEA", "quantity": 50}], "payment": {"method": "transfer"}, "type": "urgent"}
    [order] = staff.buyer.post("/orders", wanted)["orders"]
    assert order["type"] == "urgent"
    assert (order["lines"][0]["promised"], order["lines"][0]["promised_date"]) == ("30", ahead(9))
    staff.seller.post(f"/supplies/{supply['id']}/change", {"expected": ahead(12), "why": "Storm"})
    [line] = staff.buyer.get(f"/orders/{order['number']}/sources")["items"]
    assert [each["quantity"] for each in line["held"]] == ["20"]
    assert line["promised"] == [{"quantity": "30", "reference": "PO-118", "expected": ahead(12)}]
    assert line["undated"] == "0"
    received = staff.seller.post(f"/supplies/{supply['id']}/receipt", {"quantity": "40"})
    assert (received["received"], received["promised"], received["state"]) == ("40", "0", "open")
    assert received["receipt"].startswith("GR-")
    assert staff.buyer.get(f"/orders/{order['number']}/sources")["items"] == []
    assert staff.seller.get("/supplies")["items"][0]["id"] == supply["id"]
    closed = staff.seller.post(f"/supplies/{supply['id']}/closing", {})
    assert closed["state"] == "received"
    again = staff.seller.post(f"/supplies/{supply['id']}/receipt", {})
    assert again["type"] == "supply-closed"


def test_faults_name_the_fields():
    world = make_world()
    staff = make_staff(world)
    wrong = {"sku": "NOTHING", "quantity": "0", "expected": "2020-01-01", "reference": "x"}
    answer = staff.seller.post("/supplies", wrong)
    assert {fault["path"] for fault in answer["errors"]} >= {"sku", "quantity", "expected"}
