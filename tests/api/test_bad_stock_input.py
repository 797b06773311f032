"""Bad input about stock over the API: answered in words, with everything that is wrong, and nothing half-booked."""

from datetime import timedelta

import pytest

from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from tests.makers import make_goods
from tests.makers.staff import make_staff

GTIN = "9521234543213"


@pytest.fixture
def staff(world):
    return make_staff(world)


@pytest.fixture
def water(world):
    water = make_goods(world.supplier, "WATER", stock=10)
    with acting(world.system):
        type(water).objects.filter(id=water.id).update(gtin=GTIN)
    return water


def lots(staff):
    return {line["lot"]: line["on_hand"] for line in staff.seller.get("/stock/WATER")["items"]}


def begin(staff, kind, **body):
    return staff.seller.post("/stock-documents", {"kind": kind, **body})["number"]


def test_unknown_codes(staff, water):
    number = begin(staff, "receipt")
    for code, fault in (
        ("nothing", "unknown"),
        ("", "empty"),
        (f"{GTIN[:-1]}4", "check-digit"),
        (f"(01)0{GTIN}(17)261399(10)L1", "day"),
    ):
        answer = staff.seller.post(f"/stock-documents/{number}/scans", {"code": code})
        assert (answer.status, answer.paths) in [(422, {"code": fault}), (422, {"code": "required"})], code
        assert answer["errors"][0]["message"]
    lines = [{"sku": "NOPE", "quantity": "1"}, {"sku": "WATER", "quantity": "1", "unit": "barrel"}]
    body = {"kind": "receipt", "warehouse": "mars", "lines": lines, "submit": True}
    assert staff.seller.post("/stock-documents", body).paths == {
        "warehouse": "unknown",
        "lines.0.sku": "unknown",
        "lines.1.unit": "unknown",
    }
    assert lots(staff) == {"": "10"}


def test_negative_counts(staff, water):
    lines = [{"sku": "WATER", "on_hand": "-1"}, {"sku": "WATER", "on_hand": "5", "lot": "L1"}]
    answer = staff.seller.post("/stock-counts", {"lines": lines})
    assert (answer.status, answer.paths) == (422, {"lines.0.on_hand": "negative"})
    number = begin(staff, "count", blind=True)
    line = {"sku": "WATER", "quantity": "-3"}
    assert staff.seller.post(f"/stock-documents/{number}/lines", line).status == 422
    scan = {"code": "WATER", "quantity": "-3"}
    assert staff.seller.post(f"/stock-documents/{number}/scans", scan).status == 422
    assert staff.seller.post(f"/stock-documents/{number}/submission")["type"] == "stock-document-empty"
    assert lots(staff) == {"": "10"}


def test_a_lot_with_two_expiry_dates(staff, water):
    first = {"on_hand": "3", "lot": "L1", "expires": "2027-05-01"}
    assert staff.seller.put("/stock/WATER", first).status == 200
    other = staff.seller.put("/stock/WATER", {**first, "expires": "2027-06-01"})
    assert (other.status, other.paths) == (422, {"expires": "other-date"})
    assert "2027-05-01" in other["errors"][0]["message"]
    lines = [
        {"sku": "WATER", "quantity": "4", "lot": "NEW", "expires": "2027-05-01"},
        {"sku": "WATER", "quantity": "4", "lot": "L1", "expires": "2027-06-01"},
    ]
    answer = staff.seller.post("/stock-documents", {"kind": "receipt", "lines": lines, "submit": True})
    assert (answer.status, answer.paths) == (422, {"lines.1.expires": "other-date"})
    lines[1] |= {"lot": "NEW"}
    answer = staff.seller.post("/stock-documents", {"kind": "receipt", "lines": lines})
    assert answer.paths == {"lines.0.sku": "twice", "lines.1.sku": "twice"}
    number = begin(staff, "receipt")
    label = f"(01)0{GTIN}(17)%s(10)L2"
    assert staff.seller.post(f"/stock-documents/{number}/scans", {"code": label % "270501"}).status == 200
    answer = staff.seller.post(f"/stock-documents/{number}/scans", {"code": label % "270601"})
    assert (answer.status, answer.paths) == (422, {"code": "other-date"})
    assert lots(staff) == {"": "10", "L1": "3"}


def test_the_same_scan_twice(staff, water):
    number = begin(staff, "receipt")
    carton = {"code": f"(02)0{GTIN}(10)L2(37)24"}
    assert staff.seller.post(f"/stock-documents/{number}/scans", carton)["lines"][0]["quantity"] == "24"
    again = staff.seller.post(f"/stock-documents/{number}/scans", carton)
    assert (again.status, again["type"], again["instead"]) == (409, "already-scanned", {"again": True})
    document = staff.seller.get(f"/stock-documents/{number}")
    assert [line["quantity"] for line in document["lines"]] == ["24"]
    meant = staff.seller.post(f"/stock-documents/{number}/scans", {**carton, "again": True})
    assert meant["lines"][0]["quantity"] == "48"
    staff.seller.post(f"/stock-documents/{number}/submission")
    twice = staff.seller.post(f"/stock-documents/{number}/submission")
    assert (twice.status, twice["type"]) == (409, "stock-document-closed")
    assert lots(staff) == {"": "10", "L2": "48"}


def test_a_count_of_yesterday(staff, water):
    """What moved since the counting stays moved; nobody has counted in the future."""
    number = begin(staff, "count", blind=True)
    line = {"sku": "WATER", "quantity": "8"}
    at = f"/stock-documents/{number}/lines"
    future = staff.seller.post(at, {**line, "counted_at": (now() + timedelta(days=1)).isoformat()})
    assert (future.status, future.paths) == (422, {"counted_at": "future"})
    assert staff.seller.post(at, {**line, "counted_at": "yesterday"}).status == 422
    moment = now().isoformat()
    staff.seller.post("/stock-counts", {"sku": "WATER", "on_hand": "25", "why": "came in since"})
    assert staff.seller.post(at, {**line, "counted_at": moment}).status == 200
    told = staff.seller.post(f"/stock-documents/{number}/submission")
    assert (told["state"], told["lines"][0]["expected"]) == ("waiting", "10")
    assert staff.operator.post(f"/stock-documents/{number}/approval")["state"] == "posted"
    assert lots(staff) == {"": "23"}
