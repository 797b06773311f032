"""Promotions over the API: written, started, with codes, used by an order, ended."""

import pytest

from tests.makers import make_goods, make_world
from tests.makers.staff import make_staff

pytestmark = pytest.mark.django_db


def test_a_promotion_is_written_started_used_and_ended():
    world = make_world()
    staff = make_staff(world)
    make_goods(world.supplier, "WATER", price="10", stock=100)
    wish = {"key": "autumn", "name": "Autumn", "benefit": "percent", "value": "10", "needs_code": True}
    made = staff.seller.post("/promotions", {**wish, "currency": "CNY", "starts_at": "2026-01-01"})
    assert made.status == 200, made.content
    assert made["state"] == "draft"
    assert staff.seller.post("/promotions/autumn/start")["state"] == "active"
    [coupon] = staff.seller.post("/promotions/autumn/coupons", {"count": 1})["items"]
    order = {"lines": [{"sku": "WATER", "quantity": "10"}], "payment": {"method": "transfer"}}
    placed = staff.buyer.post("/orders", {**order, "codes": [coupon["code"]]})
    assert [each["discount"] for each in placed["orders"]] == ["10.00"]
    again = staff.buyer.call("POST", "/orders", {**order, "codes": [coupon["code"]]})
    assert (again.status, again["type"]) == (409, "coupon-refused")
    assert staff.seller.get("/promotions")["items"][0]["given"] == "10.00"
    assert staff.seller.post("/promotions/autumn/end")["state"] == "ended"
    # Tried on that order, though it has ended and its code is used: what it gave.
    number = placed["orders"][0]["number"]
    trial = staff.seller.get(f"/promotions/autumn/trial?order={number}")
    assert trial.body == {
        "order": number,
        "customer": world.buyer.code,
        "currency": "CNY",
        "off": "10.00",
        "lines": [{"line": 1, "sku": "WATER", "off": "10.00"}],
        "why": "",
    }
    assert staff.seller.get("/promotions/autumn/trial?order=SO-NONE").status == 404
    assert staff.buyer.get(f"/promotions/autumn/trial?order={number}").status in (403, 404)
