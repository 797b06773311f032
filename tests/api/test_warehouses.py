"""Warehouses over the API: opened with their kind, changed, somebody else's not found."""

from tests.makers import make_organisation
from tests.makers.keys import Program
from tests.makers.people import make_actor
from tests.makers.staff import make_staff


def test_a_warehouse_is_opened_and_changed(world):
    staff = make_staff(world)
    body = {"key": "shop-1", "name": "Shop", "kind": "store", "has_bins": True, "priority": 2}
    answer = staff.seller.put("/warehouses", body)
    assert (answer.status, answer["kind"], answer["has_bins"]) == (200, "store", True)
    answer = staff.seller.put("/warehouses", {"key": "shop-1", "name": "The shop", "is_active": False})
    assert (answer["name"], answer["kind"], answer["is_active"]) == ("The shop", "store", False)
    assert [each["key"] for each in staff.seller.get("/warehouses")["items"]] == ["shop-1"]
    refused = staff.seller.put("/warehouses", {"key": "a b", "name": " ", "kind": "transit"})
    assert refused.paths == {"key": "malformed", "name": "required", "kind": "unknown"}
    stranger = make_actor(
        make_organisation(world.market.id, "supplier"), ["inventory.save_warehouse", "inventory.see_stock"]
    )
    assert Program(stranger).put("/warehouses", {"key": "shop-1", "name": "Mine"}).status == 404
    assert staff.buyer.get("/warehouses").status == 403
