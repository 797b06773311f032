"""Recalls over the API: a seller stops a lot, its customers read what they have got of it."""

from dinghuo.foundation.clock import today
from tests.makers import make_goods
from tests.makers.staff import make_staff
from tests.makers.trade import make_warehouse

WHY = {"sku": "WATER", "lot": "L1", "reason": "Glass in a bottle"}


def received(staff, lot: str = "L1", quantity: str = "10"):
    line = {"sku": "WATER", "quantity": quantity, "lot": lot, "expires": str(today("UTC").replace(year=2031))}
    return staff.seller.post("/stock-documents", {"kind": "receipt", "lines": [line], "submit": True})


def test_a_recall_from_the_lot_to_the_customer(world):
    make_goods(world.supplier, "WATER", price="2")
    make_warehouse(world.system, world.supplier, "main")
    staff = make_staff(world)
    received(staff)
    wanted = {"lines": [{"sku": "WATER", "quantity": "4"}], "payment": {"method": "transfer"}}
    first = staff.buyer.post("/orders", wanted)
    assert first.status == 201, first.body
    order = first["orders"][0]["number"]
    staff.seller.post(f"/orders/{order}/confirmation")
    shipment = staff.seller.post(f"/orders/{order}/shipments")["number"]
    answer = staff.seller.post("/lots/recall", WHY)
    assert (answer.status, answer["recall_reason"], len(answer["sent"])) == (200, "Glass in a bottle", 1)
    assert answer["balances"][0]["available"] == "0"
    assert [each["lot"] for each in staff.seller.get("/recalls")["items"]] == ["L1"]
    (got,) = staff.buyer.get("/recalled-goods")["items"]
    assert (got["lot"], got["quantity"], got["shipments"][0]["shipment"]) == ("L1", "4", shipment)
    assert staff.seller.get("/recalled-goods")["items"] == []
    refused = received(staff, quantity="1")
    assert (refused.status, refused["type"]) == (409, "lot-recalled")
    assert refused["lines"][0]["lot"] == "L1"
    short = staff.buyer.post("/orders", wanted)
    assert (short.status, short["lines"][0]["available"]) == (409, "0")
    lifted = staff.seller.post("/lots/recall/lift", WHY)
    assert (lifted.status, lifted["recalled_at"]) == (200, None)
    assert staff.seller.post("/lots/recall/lift", WHY)["type"] == "not-recalled"
    assert staff.buyer.post("/orders", wanted).status == 201


def test_a_recall_needs_a_reason_and_a_lot_of_ones_own(world):
    make_goods(world.supplier, "WATER", price="2")
    make_warehouse(world.system, world.supplier, "main")
    staff = make_staff(world)
    received(staff)
    assert staff.seller.post("/lots/recall", WHY | {"reason": " "}).paths == {"why": "required"}
    assert staff.seller.post("/lots/recall", WHY | {"lot": "L2"}).status == 404
    assert staff.buyer.post("/lots/recall", WHY).status == 403
    assert staff.seller.get("/recalls")["items"] == []
