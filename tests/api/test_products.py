"""The catalogue over the API: what a buyer finds, with its own prices."""

from dataclasses import replace

import pytest

from dinghuo.catalogue.actions.attributes.save_attribute import save_attribute
from dinghuo.catalogue.actions.save_product import save_product
from dinghuo.catalogue.permissions import PERMISSIONS
from dinghuo.catalogue.rules.attributes import AttributeRow, Choice
from dinghuo.catalogue.rules.rows import OfferRow, ProductRow, VariantRow
from dinghuo.catalogue.states import AttributeKind, ProductState
from tests.makers import make_goods, make_organisation, make_price
from tests.makers.staff import make_program, make_staff
from tests.makers.trade import member_of


@pytest.fixture
def staff(world):
    return make_staff(world)


def test_goods_with_price_tiers_and_stock(world, staff):
    water = make_goods(world.supplier, "WATER", price="1.50", stock=480, box=24, minimum=12, multiple=12)
    make_price(world.supplier, water, "1.25", min_quantity=240)
    (item,) = staff.buyer.get("/products")["items"]
    assert (item["sku"], item["unit"], item["seller"]) == ("WATER", "瓶", world.supplier.code)
    sizes = {"weight_grams": None, "volume_cubic_cm": None}
    assert item["packs"] == [{"unit": "箱", "factor": "24", "gtin": "", **sizes}]
    assert (item["base"]["unit"], item["decimals"]) == ("瓶", 0)
    assert item["price"] == {"amount": "1.50", "currency": "CNY", "unit": "瓶"}
    assert item["pack_price"] == {"amount": "36.00", "currency": "CNY", "unit": "箱"}
    assert item["tiers"] == [
        {"min_quantity": "1", "amount": "1.50"},
        {"min_quantity": "240", "amount": "1.25"},
    ]
    assert (item["available"], item["minimum"], item["multiple"], item["lead_time_days"]) == (
        "480",
        "12",
        "12",
        1,
    )


def test_an_article_with_all_that_is_known_of_it(world, staff):
    water = make_goods(world.supplier, "WATER", stock=480)
    sheet = staff.buyer.get("/products/WATER")
    assert sheet.status == 200
    assert [variant["sku"] for variant in sheet["variants"]] == ["WATER"]
    assert [offer["seller"] for offer in sheet["offers"]] == [world.supplier.code]
    assert (sheet["description"], sheet["attributes"], sheet["images"]) == ("", {}, [])
    assert staff.buyer.get(f"/products/{water.sku}x").status == 404


def test_a_price_on_request_is_none_not_zero(world, staff):
    make_goods(world.supplier, "WATER", price=None)
    item = staff.buyer.get("/products")["items"][0]
    assert (item["price"], item["tiers"]) == (None, [])


def test_who_may_not_see_prices_sees_none(world):
    make_goods(world.supplier, "WATER")
    item = make_program(world.buyer, "catalogue.see_products").get("/products")["items"][0]
    assert (item["price"], item["pack_price"], item["tiers"]) == (None, None, [])


def test_narrowed_and_paged(world, staff):
    for sku in ("AAA1", "AAA2", "BBB1"):
        make_goods(world.supplier, sku, stock=10 if sku != "AAA2" else 0)
    assert skus(staff.buyer.get("/products?search=AAA")) == ["AAA1", "AAA2"]
    assert skus(staff.buyer.get("/products?search=AAA&in_stock=true")) == ["AAA1"]
    assert skus(staff.buyer.get("/products?category=all&sort=newest")) == ["BBB1", "AAA2", "AAA1"]
    assert skus(staff.buyer.get("/products?category=none")) == []
    assert skus(staff.buyer.get("/products?category=none&search=AAA")) == []
    page = staff.buyer.get("/products?limit=2")
    assert skus(page) == ["AAA1", "AAA2"]
    assert skus(staff.buyer.get(f"/products?limit=2&after={page['next']}")) == ["BBB1"]
    assert staff.buyer.get("/products?after=zzz&sort=price&limit=x&colour=red").status == 422


def test_a_representative_looks_with_a_customers_eyes(world, staff):
    make_goods(world.supplier, "WATER")
    assert skus(staff.operator.get(f"/products?buyer={world.buyer.code}")) == ["WATER"]
    assert staff.operator.get("/products?buyer=nobody").paths == {"buyer": "unknown"}
    other = make_organisation(world.market.id, "buyer")
    assert staff.buyer.get(f"/products?buyer={other.code}").paths == {"buyer": "unknown"}


def test_faults_of_a_price_check_at_once(world, staff):
    make_goods(world.supplier, "WATER")
    answer = staff.buyer.post(
        "/price-checks",
        {
            "lines": [
                {"sku": "NOPE", "quantity": 0},
                {"sku": "WATER", "quantity": 1, "unit": "pallet"},
                {"sku": "WATER", "quantity": 1, "seller": "nobody"},
                {"sku": "WATER", "quantity": "many"},
            ],
            "date": "soon",
        },
    )
    assert answer.paths == {
        "lines.0.quantity": "positive",
        "lines.0.sku": "unknown",
        "lines.1.unit": "unknown",
        "lines.2.seller": "unknown",
        "lines.3.quantity": "decimal",
        "date": "date",
    }
    assert staff.buyer.post("/price-checks", {"lines": []}).paths == {"lines": "required"}


def test_a_price_check_without_a_price(world, staff):
    make_goods(world.supplier, "WATER", price=None)
    (line,) = staff.buyer.post("/price-checks", {"lines": [{"sku": "WATER", "quantity": 1}]})["lines"]
    assert (line["amount"], line["extended"], line["next_tier"]) == (None, None, None)


def skus(page):
    return [item["sku"] for item in page["items"]]


def test_goods_say_of_themselves_what_their_category_asks(world, staff):
    keeper = member_of(world.system, world.operator, *PERMISSIONS, scope="market")
    make_goods(world.supplier, "OTHER")
    taste = AttributeRow(
        "taste",
        "口味",
        AttributeKind.CHOICE,
        {"en": "Taste"},
        choices=[Choice("lemon", "柠檬")],
        filterable=True,
    )
    save_attribute(keeper, "all", taste)
    variant = VariantRow("SODA", offers=[OfferRow(world.supplier.id)])
    row = ProductRow("SODA", "Soda", "all", "瓶", [variant], attributes={"taste": "柠檬"})
    save_product(keeper, replace(row, state=ProductState.PUBLISHED))
    (told,) = staff.buyer.get("/categories/all/attributes")["items"]
    assert (told["key"], told["name"], told["kind"], told["category"]) == ("taste", "Taste", "choice", "all")
    assert told["choices"] == [{"key": "lemon", "name": "柠檬", "swatch": ""}]
    assert skus(staff.buyer.get("/products?attribute=taste:lemon")) == ["SODA"]
    assert skus(staff.buyer.get("/products?attribute=taste:mud")) == []
    assert staff.buyer.get("/products/SODA")["attributes"] == {"taste": "lemon"}
    assert staff.buyer.get("/products?attribute=lemon").status == 422
    assert staff.buyer.get("/categories/nowhere/attributes").status == 404
