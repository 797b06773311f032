"""Stock over the API: looked at, set, counted."""

import pytest

from tests.makers import make_goods
from tests.makers.staff import make_staff


@pytest.fixture
def staff(world):
    return make_staff(world)


def test_set_and_looked_at(world, staff):
    make_goods(world.supplier, "WATER", stock=10, decimals=1)
    warehouse = staff.seller.get("/stock")["items"][0]["warehouse"]
    answer = staff.seller.put("/stock/WATER", {"warehouse": warehouse, "on_hand": "480"})
    assert (answer.status, answer["sku"], answer["unit"], answer["lot"]) == (200, "WATER", "瓶", "")
    assert (answer["on_hand"], answer["reserved"], answer["available"]) == ("480", "0", "480")
    lot = {"on_hand": 12.5, "lot": "L1", "expires": "2027-05-01"}
    assert staff.seller.put("/stock/WATER", lot)["expires"] == "2027-05-01"
    assert [line["on_hand"] for line in staff.seller.get("/stock/WATER")["items"]] == ["480", "12.5"]
    assert staff.buyer.get("/products")["items"][0]["available"] == "492.5"


def test_counted_one_or_many(world, staff):
    make_goods(world.supplier, "WATER", stock=10)
    make_goods(world.supplier, "TEA", stock=10)
    assert staff.seller.post("/stock-counts", {"sku": "WATER", "on_hand": "7"})["on_hand"] == "7"
    answer = staff.seller.post(
        "/stock-counts", {"lines": [{"sku": "WATER", "on_hand": "3"}, {"sku": "TEA", "on_hand": "0"}]}
    )
    assert {line["sku"]: line["on_hand"] for line in answer["items"]} == {"WATER": "3", "TEA": "0"}


def test_less_than_is_promised_is_refused(world, staff, ordered):
    water = make_goods(world.supplier, "WATER", stock=10)
    ordered(water, quantity="5")
    answer = staff.seller.put("/stock/WATER", {"on_hand": "4"})
    assert (answer.status, answer["type"]) == (409, "on-hand-below-reserved")
    assert answer["lines"][0]["sku"] == "WATER"


def test_faults_at_once(world, staff):
    make_goods(world.supplier, "WATER", stock=10)
    faulty = {"on_hand": "-1", "warehouse": "nowhere", "expires": "soon", "shelf": 1}
    assert staff.seller.put("/stock/WATER", faulty).paths == {
        "on_hand": "negative",
        "warehouse": "unknown",
        "expires": "date",
        "shelf": "unknown-field",
    }
    assert staff.seller.post("/stock-counts", {}).paths == {"sku": "required", "on_hand": "required"}
    many = {"lines": [{"sku": "NOPE", "on_hand": 1}, {"sku": "WATER"}]}
    assert staff.seller.post("/stock-counts", many).paths == {
        "lines.0.sku": "unknown",
        "lines.1.on_hand": "required",
    }


def test_an_article_that_is_not_there(staff):
    assert staff.seller.put("/stock/NOPE", {"on_hand": "1"}).status == 404


def test_a_buyer_has_no_stock_to_look_at(world, staff):
    make_goods(world.supplier, "WATER", stock=10)
    assert staff.buyer.get("/stock").status == 403
    assert staff.buyer.put("/stock/WATER", {"on_hand": "1"}).status == 403
