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
    long_ago = staff.seller.post(at, {**line, "counted_at": "1990-05-01T10:00:00Z"})
    assert (long_ago.status, long_ago.paths) == (422, {"counted_at": "too-old"})
    assert "Count once more" in long_ago["errors"][0]["message"]
    moment = now().isoformat()
    staff.seller.post(
        "/stock-documents",
        {"kind": "receipt", "lines": [{"sku": "WATER", "quantity": "15"}], "submit": True},
    )
    assert staff.seller.post(at, {**line, "counted_at": moment}).status == 200
    told = staff.seller.post(f"/stock-documents/{number}/submission")
    assert (told["state"], told["lines"][0]["expected"]) == ("waiting", "10")
    assert staff.operator.post(f"/stock-documents/{number}/approval")["state"] == "posted"
    assert lots(staff) == {"": "23"}


def test_a_count_older_than_one_that_stands(staff, water):
    """Who counted later knows better: the older count is refused in words, and can't take the difference off twice."""
    moments = [now().isoformat() for _count in range(2)]
    numbers = [begin(staff, "count", blind=True) for _count in range(2)]
    for number, moment in zip(numbers, moments, strict=True):
        line = {"sku": "WATER", "quantity": "8", "counted_at": moment}
        assert staff.seller.post(f"/stock-documents/{number}/lines", line).status == 200
        assert staff.seller.post(f"/stock-documents/{number}/submission")["state"] == "waiting"
    older, later = numbers
    assert staff.operator.post(f"/stock-documents/{later}/approval")["state"] == "posted"
    refused = staff.operator.post(f"/stock-documents/{older}/approval")
    assert (refused.status, refused["type"]) == (409, "counted-since")
    assert refused["lines"] == [{"line": 1, "sku": "WATER", "lot": "", "count": later}]
    assert lots(staff) == {"": "8"}


def test_a_later_count_of_the_same_loss_takes_it_off_once(staff, water):
    numbers = [begin(staff, "count", blind=True) for _count in range(2)]
    for number in numbers:
        staff.seller.post(f"/stock-documents/{number}/lines", {"sku": "WATER", "quantity": "8"})
        assert staff.seller.post(f"/stock-documents/{number}/submission")["state"] == "waiting"
    for number in numbers:
        told = staff.operator.post(f"/stock-documents/{number}/approval")
        assert told["state"] == "posted"
    assert told["lines"][0]["expected"] == "8"
    assert lots(staff) == {"": "8"}


def test_goods_that_have_expired(staff, water):
    """They are asked about when they come in, and count as promised to nobody."""
    lines = [{"sku": "WATER", "quantity": "5", "lot": "OLD", "expires": "2020-02-29"}]
    body = {"kind": "receipt", "lines": lines, "submit": True}
    refused = staff.seller.post("/stock-documents", body)
    assert (refused.status, refused["type"], refused["instead"]) == (409, "expired-goods", {"expired": True})
    assert refused["lines"] == [{"line": 1, "sku": "WATER", "lot": "OLD", "expires": "2020-02-29"}]
    assert lots(staff) == {"": "10"}
    assert staff.seller.post("/stock-documents", {**body, "expired": True})["state"] == "posted"
    old = next(line for line in staff.seller.get("/stock/WATER")["items"] if line["lot"] == "OLD")
    assert (old["on_hand"], old["available"], old["expired"]) == ("5", "0", True)
    # Known by its lot, whoever leaves the date out.
    number = begin(staff, "receipt", lines=[{"sku": "WATER", "quantity": "1", "lot": "OLD"}])
    assert staff.seller.post(f"/stock-documents/{number}/submission")["type"] == "expired-goods"
    assert staff.seller.post(f"/stock-documents/{number}/submission", {"expired": True})["state"] == "posted"


def test_a_lot_that_nobody_holds_is_not_sent(world, staff, water):
    staff.seller.put("/stock/WATER", {"on_hand": "0"})
    for lot, day in (("L1", "2099-05-01"), ("L2", "2099-06-01")):
        staff.seller.put("/stock/WATER", {"on_hand": "4", "lot": lot, "expires": day})
    wanted = {"lines": [{"sku": "WATER", "quantity": 6}], "payment": {"method": "transfer"}}
    number = staff.buyer.post("/orders", wanted)["orders"][0]["number"]
    staff.seller.post(f"/orders/{number}/confirmation")
    at = f"/orders/{number}/shipments"
    for line, faults in (
        ({"quantity": "2", "lot": "X9"}, {"lines.0.lot": "other-lot"}),
        ({"quantity": "3", "lot": "L2"}, {"lines.0.quantity": "too-much"}),
        (
            {"quantity": "5", "lot": "L1", "expires": "2099-05-02"},
            {"lines.0.quantity": "too-much", "lines.0.expires": "other-date"},
        ),
    ):
        answer = staff.seller.post(at, {"lines": [{"line": 1, **line}]})
        assert (answer.status, answer.paths) == (422, faults)
    assert lots(staff) == {"": "0", "L1": "4", "L2": "4"}
    sent = staff.seller.post(at, {"lines": [{"line": 1, "quantity": "2", "lot": "L2"}]})
    assert [(line["lot"], line["quantity"]) for line in sent["lines"]] == [("L2", "2")]
    assert lots(staff) == {"": "0", "L1": "4", "L2": "2"}


def test_the_same_carton_however_the_scanner_writes_it(staff, water):
    for first, again in (
        (f"(00)006141411234567890(02)0{GTIN}(37)4(10)L5", f"]C100006141411234567890020{GTIN}374\x1d10L5"),
        (f"(01)0{GTIN}(21)S-77", f"010{GTIN}21S-77"),
        (f"(02)0{GTIN}(10)L2(37)24", f"020{GTIN}10L2\x1d3724"),
    ):
        number = begin(staff, "count", blind=True)
        at = f"/stock-documents/{number}/scans"
        assert staff.seller.post(at, {"code": first}).status == 200
        assert staff.seller.post(at, {"code": again})["type"] == "already-scanned"
    pallet = staff.seller.post(at, {"code": "(00)006141411234567890"})
    assert pallet.paths == {"code": "unknown"}
    assert "what is in it" in pallet["errors"][0]["message"]


def test_refusals_name_goods_in_the_readers_language(world, staff, water):
    with acting(world.system):
        type(water).objects.filter(id=water.id).update(name="水", names={"en": "Spring water"})
    wanted = {"lines": [{"sku": "WATER", "quantity": 6}], "payment": {"method": "transfer"}}
    number = staff.buyer.post("/orders", wanted)["orders"][0]["number"]
    short = staff.buyer.post("/orders", {**wanted, "lines": [{"sku": "WATER", "quantity": 9}]})
    assert (short["type"], short["lines"][0]["name"]) == ("out-of-stock", "Spring water")
    staff.seller.post(f"/orders/{number}/confirmation")
    body = {"lines": [{"line": 1, "quantity": 7}]}
    told = staff.seller.post(f"/orders/{number}/shipments", body)
    assert told["type"] == "too-much"
    for each in (short, told):
        assert "Spring water" in each["detail"]
        assert "水" not in each["detail"]
