"""Goods that lie with another house, over the API: agreed, received, taken over, picked, and one statement for both."""

import pytest

from tests.makers import make_goods, make_organisation
from tests.makers.days import ahead
from tests.makers.staff import SELL, make_program, make_staff
from tests.makers.trade import make_warehouse


@pytest.fixture
def staff(world):
    return make_staff(world)


@pytest.fixture
def keeper(world):
    """A program of a branch with a warehouse "east"."""
    branch = make_organisation(world.market.id, "branch", code="EAST")
    make_warehouse(world.system, branch, "east")
    return make_program(branch, *SELL, name="Wu Gang")


def agreed(world, staff, keeper, **terms) -> str:
    body = {"other": world.supplier.code, "warehouse": "east", "valid_from": ahead(-2).isoformat(), **terms}
    number: str = keeper.post("/consignments", body)["number"]
    assert staff.seller.post(f"/consignments/{number}/answer", {"accept": True})["state"] == "active"
    return number


def test_from_agreement_to_statement(world, staff, keeper):
    make_goods(world.supplier, "WATER")
    number = agreed(world, staff, keeper, may_take=True)
    line = {"sku": "WATER", "quantity": "24", "lot": "L1", "expires": "2031-05-01"}
    about = {"warehouse": "east", "owner": world.supplier.code, "submit": True}
    receipt = keeper.post("/stock-documents", {"kind": "receipt", "lines": [line], **about})
    assert (receipt.status, receipt["owner"], receipt["keeper"]) == (201, world.supplier.code, "EAST")
    taken = {"sku": "WATER", "quantity": "4", "lot": "L1"}
    assert keeper.post("/stock-documents", {"kind": "taking", "lines": [taken], **about})["state"] == "posted"
    wanted = {"lines": [{"sku": "WATER", "quantity": "6"}], "payment": {"method": "transfer"}}
    order = staff.buyer.post("/orders", wanted)["orders"][0]["number"]
    staff.seller.post(f"/orders/{order}/confirmation")
    assert staff.seller.post(f"/orders/{order}/shipments")["type"].endswith("others-hands")
    assert keeper.get(f"/orders/{order}").status == 404
    picking = keeper.post("/pickings", {"order": order})["number"]
    assert [each["number"] for each in keeper.get("/pickings")["items"]] == [picking]
    keeper.post(f"/pickings/{picking}/scans", {"code": "WATER", "quantity": "6"})
    sent = keeper.post(f"/pickings/{picking}/shipment")
    assert (sent.status, sent["order"]) == (201, order)
    statements = [each.get(f"/consignments/{number}/statement").body for each in (keeper, staff.seller)]
    assert statements[0] == statements[1]
    [sums] = statements[0]["lines"]
    assert [sums[name] for name in ("opening", "came", "sold", "taken", "lost", "sent", "closing")] == [
        *("0", "24", "6", "4", "0", "0", "14")
    ]
    assert {each["document"] for each in statements[0]["entries"]} >= {receipt["number"], sent["number"]}
    assert keeper.get(f"/consignments/{number}")["stock"][0]["on_hand"] == "14"
    assert staff.seller.get("/consignments?side=owner")["items"][0]["number"] == number
    assert staff.seller.get("/consignments?side=keeper")["items"] == []


def test_refused_in_words(world, staff, keeper):
    make_goods(world.supplier, "WATER")
    number = agreed(world, staff, keeper)
    again = {"other": world.supplier.code, "warehouse": "east", "valid_from": "2026-01-01"}
    assert keeper.post("/consignments", again)["type"].endswith("consignment-stands")
    line = {"sku": "WATER", "quantity": "1"}
    body = {"kind": "taking", "warehouse": "east", "owner": world.supplier.code, "lines": [line]}
    assert keeper.post("/stock-documents", {**body, "submit": True})["type"].endswith("not-consigned")
    assert keeper.post(f"/consignments/{number}/end", {"why": "Full"})["state"] == "ended"
    assert staff.seller.post(f"/consignments/{number}/end")["type"].endswith("consignment-closed")
    assert staff.buyer.get(f"/consignments/{number}").status == 404
    wrong = keeper.post("/consignments", {**again, "goods": "brand", "ships": "us", "warehouse": "north"})
    assert set(wrong.paths) == {"warehouse", "target", "ships"}
