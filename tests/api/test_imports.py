"""Sheets over the API: brought, looked at, written, taken back."""

import base64

import pytest

from tests.makers import make_goods, make_world
from tests.makers.staff import make_staff

pytestmark = pytest.mark.django_db


def sheet(text: str) -> dict[str, str]:
    return {"kind": "stock", "file_name": "count.csv", "content": base64.b64encode(text.encode()).decode()}


def test_a_sheet_is_brought_looked_at_written_and_taken_back(drain):
    world = make_world()
    staff = make_staff(world)
    make_goods(world.supplier, "WATER", stock=10)
    made = staff.seller.post("/imports", sheet("SKU,Stock\nWATER,12\nNONE,1\n"))
    assert (made.status, made["state"]) == (201, "uploaded")
    address = f"/imports/{made['number']}"
    drain()
    found = staff.seller.get(address)
    assert (found["state"], found["counts"]) == ("previewed", {"changed": 1, "wrong": 1})
    rows = staff.seller.get(f"{address}/rows?state=wrong")["items"]
    assert [(row["row"], [error["path"] for error in row["errors"]]) for row in rows] == [(3, ["sku"])]
    assert staff.seller.post(f"{address}/application")["state"] == "applying"
    drain()
    assert staff.seller.get("/stock/WATER")["items"][0]["on_hand"] == "12"
    assert staff.seller.delete(f"{address}/application")["state"] == "undoing"
    drain()
    assert staff.seller.get(address)["state"] == "undone"
    assert staff.seller.get("/stock/WATER")["items"][0]["on_hand"] == "10"
    assert staff.seller.get("/imports")["items"][0]["number"] == made["number"]


def test_columns_that_are_not_imported_are_told_and_what_is_wrong_has_its_code(drain):
    staff = make_staff(make_world())
    sent = sheet("SKU,Stock,Colour,stock,\nNONE,-1,red,2,x\n")
    made = staff.seller.post("/imports", sent)
    assert (made["unknown_columns"], made["ignored_columns"]) == ([], [])
    drain()
    found = staff.seller.get(f"/imports/{made['number']}")
    assert (found["unknown_columns"], found["ignored_columns"]) == ([], ["Colour", "stock"])
    (row,) = staff.seller.get(f"/imports/{made['number']}/rows")["items"]
    assert ("sku", "unknown") in [(fault["path"], fault["code"]) for fault in row["errors"]]
    asked = staff.seller.post("/imports", sheet("What,How many\nNONE,1\n"))
    drain()
    found = staff.seller.get(f"/imports/{asked['number']}")
    assert (found["unknown_columns"], found["ignored_columns"]) == (["What", "How many"], [])


def test_a_file_that_cannot_be_read_is_a_fault_of_its_field_beside_the_others():
    staff = make_staff(make_world())
    wrong = staff.seller.post("/imports", {"kind": "stock", "content": "no base64!", "file_name": 7})
    assert (wrong.status, wrong.paths) == (422, {"file_name": "text", "content": "base64"})
    assert staff.seller.post("/imports", {"kind": "stock", "content": ""}).paths == {"content": "required"}


def test_it_is_refused_before_its_time(drain):
    world = make_world()
    staff = make_staff(world)
    made = staff.seller.post("/imports", sheet("SKU,Stock\nNONE,1\n"))
    refused = staff.seller.post(f"/imports/{made['number']}/application")
    assert (refused.status, refused["type"]) == (409, "import-elsewhere")
    drain()
    refused = staff.seller.post(f"/imports/{made['number']}/application")
    assert (refused.status, refused["type"]) == (409, "nothing-to-import")


def test_it_is_nobody_elses(drain):
    world = make_world()
    staff = make_staff(world)
    made = staff.seller.post("/imports", sheet("SKU,Stock\nNONE,1\n"))
    assert staff.operator.get(f"/imports/{made['number']}").status == 404
    assert staff.buyer.post("/imports", sheet("SKU,Stock\n")).status == 403


def test_a_sheet_as_large_as_any_may_be_is_taken_and_a_larger_one_told_so(drain):
    world = make_world()
    staff = make_staff(world)
    make_goods(world.supplier, "WATER", stock=10)
    text = "SKU,Stock\nWATER,12\n" + "\n" * 6_000_000
    made = staff.seller.post("/imports", sheet(text))
    assert made.status == 201
    drain()
    assert staff.seller.get(f"/imports/{made['number']}")["counts"] == {"changed": 1}
    assert staff.seller.post("/imports", sheet("x" * 9_500_000)).status == 413
    assert staff.seller.post("/orders", sheet("x" * 3_000_000)).status == 413
