"""Routing over the API: warehouses with their regions, rules tried and put in force, a line moved by hand."""

import pytest

from tests.makers import make_goods, make_world
from tests.makers.staff import make_staff

pytestmark = pytest.mark.django_db


def make_places(staff, world) -> None:
    make_goods(world.supplier, "TEA", stock=0)
    for key, region in (("far", "440106"), ("near", "310101")):
        body = {"key": key, "name": key, "region": region, "priority": 0 if key == "far" else 1}
        answer = staff.seller.put("/warehouses", body)
        assert answer["region"] == region
        staff.seller.post("/stock-counts", {"sku": "TEA", "on_hand": "20", "warehouse": key})


def test_rules_are_tried_then_in_force_and_a_line_is_moved_by_hand():
    world = make_world()
    staff = make_staff(world, limit="5000")
    make_places(staff, world)
    wanted = {"lines": [{"sku": "TEA", "quantity": 5}], "payment": {"method": "transfer"}}
    [order] = staff.buyer.post("/orders", wanted)["orders"]
    path = f"/orders/{order['number']}/routing"
    [line] = staff.seller.get(path)["items"]
    assert (line["held"], line["chosen"], line["version"]) == ([{"warehouse": "far", "quantity": "5"}], [], 0)
    moved = staff.seller.post(
        f"/orders/{order['number']}/lines/1/routing",
        {"warehouse": "near", "why": "The truck leaves from there"},
    )
    assert moved["items"][0]["held"] == [{"warehouse": "near", "quantity": "5"}]
    [chosen] = moved["items"][0]["chosen"]
    assert (chosen["warehouse"], chosen["why"], chosen["reason"]) == (
        "near",
        ["hand"],
        "The truck leaves from there",
    )
    tried = staff.seller.post("/routing/trial", {"rules": ["oldest", "fewest"]})
    assert (tried["orders"], tried["changed"], tried["parcels_before"]) == (1, 0, 1)
    assert staff.seller.get("/routing")["items"] == []
    assert staff.seller.put("/routing", {"rules": ["region", "fewest"]})["version"] == 1
    [order] = staff.buyer.post("/orders", wanted)["orders"]
    [line] = staff.seller.get(f"/orders/{order['number']}/routing")["items"]
    assert line["version"] == 1
    assert [part["warehouse"] for part in line["chosen"]] == ["far"]


def test_what_is_wrong_is_told_and_buyers_see_nothing_of_it():
    world = make_world()
    staff = make_staff(world, limit="5000")
    make_places(staff, world)
    assert staff.seller.put("/routing", {"rules": ["luck", "luck"]}).paths == {
        "rules.0": "unknown",
        "rules.1": "unknown",
    }
    wrong = staff.seller.put("/warehouses", {"key": "far", "name": "far", "region": "999999"})
    assert wrong.paths == {"region": "unknown"}
    wanted = {"lines": [{"sku": "TEA", "quantity": 5}], "payment": {"method": "transfer"}}
    [order] = staff.buyer.post("/orders", wanted)["orders"]
    assert staff.buyer.get(f"/orders/{order['number']}/routing").status == 403
    assert "routing" not in staff.buyer.get(f"/orders/{order['number']}")["lines"][0]
    body = {"warehouse": "near", "why": "Mine"}
    assert staff.buyer.post(f"/orders/{order['number']}/lines/1/routing", body).status == 403
    far = staff.seller.post(
        f"/orders/{order['number']}/lines/1/routing", {"warehouse": "near", "quantity": "0", "why": "x"}
    )
    assert far.status == 422
