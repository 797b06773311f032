"""Documents of stock over the API: begun, filled, submitted, agreed to."""

import pytest

from tests.makers import make_goods
from tests.makers.staff import make_staff
from tests.makers.trade import make_warehouse


@pytest.fixture
def staff(world):
    return make_staff(world)


def test_goods_come_in(world, staff):
    make_goods(world.supplier, "WATER", stock=10)
    line = {"sku": "WATER", "quantity": "48", "lot": "L1", "expires": "2027-05-01", "unit_cost": "1.20"}
    body = {"kind": "receipt", "partner": "Spring", "lines": [line], "submit": True}
    answer = staff.seller.post("/stock-documents", body)
    assert (answer.status, answer["state"], answer["value"]) == (201, "posted", None)
    assert answer["lines"][0]["expires"] == "2027-05-01"
    assert {row["lot"]: row["on_hand"] for row in staff.seller.get("/stock/WATER")["items"]} == {
        "": "10",
        "L1": "48",
    }
    listed = staff.seller.get("/stock-documents?kind=receipt")["items"]
    assert [each["number"] for each in listed] == [answer["number"]]


def test_a_count_by_scan_with_differences(world, staff):
    make_goods(world.supplier, "WATER", stock=10)
    number = staff.seller.post("/stock-documents", {"kind": "count", "blind": True})["number"]
    answer = staff.seller.post(f"/stock-documents/{number}/scans", {"code": "water", "quantity": "7"})
    assert (answer["lines"][0]["quantity"], answer["lines"][0]["expected"]) == ("7", None)
    assert staff.seller.post(f"/stock-documents/{number}/submission")["state"] == "waiting"
    assert staff.operator.post(f"/stock-documents/{number}/approval")["state"] == "posted"
    assert staff.seller.get("/stock/WATER")["items"][0]["on_hand"] == "7"


def test_a_transfer_arrives_with_a_difference(world, staff):
    make_goods(world.supplier, "WATER", stock=10)
    make_warehouse(world.system, world.supplier, "second", priority=9)
    body = {
        "kind": "transfer",
        "target": "second",
        "lines": [{"sku": "WATER", "quantity": "4"}],
        "submit": True,
    }
    number = staff.seller.post("/stock-documents", body)["number"]
    assert staff.buyer.get("/products")["items"][0]["available"] == "6"
    arrival = {"lines": [{"line": 1, "quantity": "3"}], "finish": True}
    assert staff.seller.post(f"/stock-documents/{number}/arrival", arrival).paths == {"why": "required"}
    answer = staff.seller.post(f"/stock-documents/{number}/arrival", arrival | {"why": "broken"})
    assert (answer["state"], answer["lines"][0]["arrived"], answer["lines"][0]["lost"]) == (
        "posted",
        "3",
        "1",
    )
    assert staff.buyer.get("/products")["items"][0]["available"] == "9"


def test_the_same_label_twice_and_unknown_codes(world, staff):
    water = make_goods(world.supplier, "WATER", stock=10)
    number = staff.seller.post("/stock-documents", {"kind": "receipt"})["number"]
    unknown = staff.seller.post(f"/stock-documents/{number}/scans", {"code": "nothing"})
    assert (unknown.status, unknown.paths) == (422, {"code": "unknown"})
    assert water.sku == "WATER"
    assert staff.seller.post(f"/stock-documents/{number}/submission")["type"] == "stock-document-empty"
