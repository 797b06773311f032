"""Prices on lists over the API: looked at, set, and what orders then cost."""

import pytest

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.tenancy import acting
from tests.makers import make_goods, make_organisation
from tests.makers.staff import SELL, make_program, make_staff


@pytest.fixture
def staff(world):
    return make_staff(world)


@pytest.fixture
def path(world):
    make_goods(world.supplier, "WATER", price="1.50", stock=100, box=24)
    return f"/prices/base-{world.supplier.code}-CNY/WATER"


def test_set_and_paid(staff, path):
    answer = staff.seller.put(path, {"amount": "1.75", "currency": "CNY"})
    assert answer.status == 200
    assert (answer["sku"], answer["unit"], answer["min_quantity"], answer["amount"], answer["valid_to"]) == (
        "WATER",
        "瓶",
        "1",
        "1.75",
        None,
    )
    assert staff.buyer.get("/products/WATER")["price"]["amount"] == "1.75"
    assert [price["amount"] for price in staff.seller.get(path)["items"]] == ["1.50", "1.75"]


def test_a_tier_of_another_unit(staff, path):
    tier = {"unit": "箱", "min_quantity": "10", "amount": "30.00", "currency": "CNY"}
    answer = staff.seller.put(path, tier)
    assert (answer["unit"], answer["min_quantity"], answer["amount"]) == ("箱", "10", "30.00")
    (line,) = staff.buyer.post("/price-checks", {"lines": [{"sku": "WATER", "quantity": 10, "unit": "箱"}]})[
        "lines"
    ]
    assert (line["amount"], line["extended"]) == ("30.00", "300.00")


def test_for_a_time_in_days_of_the_markets_calendar(staff, path):
    fair = {"amount": "1", "currency": "CNY", "valid_from": "2999-05-01", "valid_to": "2999-05-03"}
    answer = staff.seller.put(path, fair)
    assert (answer["valid_from"], answer["valid_to"]) == ("2999-04-30T16:00:00Z", "2999-05-03T16:00:00Z")

    def price_on(day):
        check = staff.buyer.post("/price-checks", {"lines": [{"sku": "WATER"}], "date": day})
        return check["lines"][0]["amount"]

    days = ["2999-04-30", "2999-05-01", "2999-05-03", "2999-05-04"]
    assert [price_on(day) for day in days] == ["1.50", "1.00", "1.00", "1.50"]


def test_a_list_is_named_by_its_id_too(staff, path):
    (found,) = staff.seller.get("/price-lists")["items"]
    assert found["kind"] == "base"
    answer = staff.seller.put(f"/prices/{found['id']}/WATER", {"amount": "2", "currency": "CNY"})
    assert (answer.status, answer["list"]) == (200, found["key"])


def test_faults_at_once(staff, path):
    faulty = {
        "unit": "pallet",
        "amount": "0",
        "currency": "USD",
        "min_quantity": "few",
        "valid_from": "2999-05-01",
        "valid_to": "2999-04-01",
        "colour": 1,
    }
    assert staff.seller.put(path, faulty).paths == {
        "unit": "unknown",
        "amount": "positive",
        "currency": "other-currency",
        "min_quantity": "decimal",
        "valid_to": "before-start",
        "colour": "unknown-field",
    }


def test_a_wrong_currency_hides_nothing_else(staff, path):
    """Neither one that is missing, malformed or another hides a slip, nor a time that is over."""
    for currency in ({}, {"currency": "yuan"}, {"currency": "USD"}):
        assert set(staff.seller.put(path, {"amount": "150", **currency}).paths) == {"amount", "currency"}
        over = {"amount": "1", "unit": "pallet", "valid_to": "2020-01-01", **currency}
        assert set(staff.seller.put(path, over).paths) == {"unit", "valid_to", "currency"}


def test_a_price_from_a_day_that_has_passed_counts_from_now(staff, path):
    told = {"amount": "1.60", "currency": "CNY", "valid_from": "1999-05-01"}
    answer = staff.seller.put(path, told)
    assert (answer.status, answer["amount"]) == (200, "1.60")
    assert staff.seller.put(path, told)["amount"] == "1.60"


def test_the_operator_sets_everybodys_prices_another_seller_nobody_elses(world, staff, path):
    body = {"amount": "2", "currency": "CNY"}
    assert staff.operator.put(path, body).status == 200
    rival = make_program(make_organisation(world.market.id, "supplier"), *SELL)
    assert rival.put(path, body).status == 404
    assert rival.get("/price-lists")["items"] == []
    assert staff.buyer.get("/price-lists").status == 403


def test_an_article_or_list_that_is_not_there(world, staff, path):
    body = {"amount": "2", "currency": "CNY"}
    assert staff.seller.put(path.replace("WATER", "NOPE"), body).status == 404
    assert staff.seller.put("/prices/nope/WATER", body).status == 404
    assert staff.seller.get("/prices/nope/WATER").status == 404


def test_a_list_below_another_keeps_inside_its_band(staff, world, path):
    base = f"base-{world.supplier.code}-CNY"
    low = {"key": "low", "name": "Low", "kind": "customer", "buyer": world.buyer.code, "currency": "CNY"}
    assert staff.seller.post("/price-lists", low).status == 200
    bands = {"parent": base, "bands": [{"least": "90", "most": "110"}]}
    assert staff.seller.put("/price-lists/low/bands", bands)["bands"] == [
        {"category": "", "least": "90", "most": "110"}
    ]
    refused = staff.seller.put("/prices/low/WATER", {"amount": "1.70", "currency": "CNY"})
    assert refused.status == 422
    assert refused["errors"][0]["code"] == "outside-band"
    assert staff.seller.put("/prices/low/WATER", {"amount": "1.65", "currency": "CNY"}).status == 200
    assert staff.seller.put(path, {"amount": "1.25", "currency": "CNY"}).status == 200
    found = staff.seller.get("/price-lists/low/bands")
    assert found["outside_count"] == 1
    assert (found["outside"][0]["sku"], found["outside"][0]["most"]) == ("WATER", "1.375")
    assert staff.seller.get(f"/price-lists/{base}/bands")["children"] == ["low"]
    assert staff.buyer.get("/price-lists/low/bands").status in (403, 404)


def test_an_unknown_list_is_told_with_what_else_is_wrong(staff, path):
    rise = {"list": "nobody-s", "name": "Rise", "rows": [{"sku": "NOPE", "amount": "1"}]}
    assert list(staff.seller.call("POST", "/price-changes", rise).paths) == ["list", "rows.0.sku"]
    mass = {"list": "nobody-s", "brand": "nobody-s", "percent": "3"}
    assert list(staff.seller.call("POST", "/price-changes/mass", mass).paths) == ["list", "brand"]
    rows = [{"sku": "WATER", "amount": "1.75"}]
    made = staff.seller.post("/price-changes", {"list": path.split("/")[2], "name": "Rise", "rows": rows})
    other = {"list": "another", "number": made["number"], "name": "Rise", "rows": rows}
    assert list(staff.seller.call("POST", "/price-changes", other).paths) == ["list"]
    again = {"list": path.split("/")[2], "number": made["number"], "name": "Rise", "rows": rows}
    assert staff.seller.post("/price-changes", again)["number"] == made["number"]


def test_a_price_check_names_goods_in_the_readers_language(world, staff, path):
    with acting(world.system):
        Variant.objects.filter(sku="WATER").update(name="水", names={"en": "Spring water"})
    asked = {"lines": [{"sku": "WATER", "quantity": "1"}]}
    assert staff.buyer.post("/price-checks", asked)["lines"][0]["name"] == "Spring water"
    wrong = {"lines": [{"sku": "WATER", "quantity": "1", "unit": "ton"}]}
    told = staff.buyer.call("POST", "/price-checks", wrong).body["errors"][0]["message"]
    assert "Spring water" in told
    assert "水" not in told
