"""Kits over the API: made, read, priced, ordered."""

import pytest

from dinghuo.foundation.ids import new_id
from tests.makers import make_actor, make_goods, make_organisation
from tests.makers.keys import Program

SHOPPER = ("catalogue.see_products", "pricing.see_prices", "ordering.place_order", "ordering.view_orders")


@pytest.fixture
def maker(world):
    """A program of the seller's that makes kits."""
    return Program(make_actor(world.supplier, ("catalogue.save_kit",)))


@pytest.fixture
def shopper(world):
    """A program of the buyer's that looks and orders."""
    return Program(make_actor(world.buyer, SHOPPER))


def body(kit, *parts, pricing="whole"):
    return {
        "sku": kit.sku,
        "pricing": pricing,
        "parts": [{"sku": part.sku, "quantity": quantity} for part, quantity in parts],
    }


def test_a_kit_is_made_found_priced_and_ordered(world, maker, shopper):
    kit = make_goods(world.supplier, price="25")
    tea, cup = (
        make_goods(world.supplier, price="20", stock=9),
        make_goods(world.supplier, price="10", stock=9),
    )
    answer = maker.post("/kits", body(kit, (tea, "1"), (cup, "2")))
    assert answer.status == 200, answer.body
    assert [(part["sku"], part["quantity"]) for part in answer["parts"]] == [(tea.sku, "1"), (cup.sku, "2")]
    assert maker.get(f"/kits?sku={kit.sku}").body == answer.body
    found = shopper.get(f"/products/{kit.sku}")
    assert found["kit"] == answer.body
    assert (found["price"]["amount"], found["available"]) == ("25.00", "4")
    placed = shopper.post(
        "/orders", {"lines": [{"sku": kit.sku, "quantity": "3"}], "payment": {"method": "credit"}}
    )
    assert placed.status == 201, placed.body
    order = placed["orders"][0]
    assert order["total"] == "75.00"
    assert [(line["sku"], line["quantity"], line["total"]) for line in order["lines"]] == [
        (tea.sku, "3", "37.50"),
        (cup.sku, "6", "37.50"),
    ]
    kits = [line["kit"] for line in order["lines"]]
    assert kits[0] == kits[1]
    assert (kits[0]["sku"], kits[0]["quantity"], kits[0]["pricing"]) == (kit.sku, "3", "whole")


def test_a_price_check_of_a_kit_by_parts_tells_of_each_part(world, maker, shopper):
    kit = make_goods(world.supplier, price=None)
    tea, cup = make_goods(world.supplier, price="20"), make_goods(world.supplier, price="10.5")
    maker.post("/kits", body(kit, (tea, "1"), (cup, "2"), pricing="parts"))
    answer = shopper.post("/price-checks", {"lines": [{"sku": kit.sku, "quantity": "2"}]})
    assert answer.status == 200, answer.body
    line = answer["lines"][0]
    assert line["amount"] == "41.00"
    assert [tea.name in line["explanation"][0]["rule"], cup.name in line["explanation"][1]["rule"]] == [
        True,
        True,
    ]


def test_faults_have_their_places_and_what_is_no_kit_isnt_found(world, maker):
    kit = make_goods(world.supplier)
    answer = maker.post("/kits", body(kit, (kit, "1")))
    assert answer.status == 422
    assert [fault["path"] for fault in answer["errors"]] == ["parts.0.sku"]
    assert maker.get(f"/kits?sku={kit.sku}").status == 404
    assert maker.get(f"/kits?sku={new_id()}").status == 404
    maker.post("/kits", body(kit, (make_goods(world.supplier), "1")))
    assert maker.get(f"/kits?sku={kit.sku}").status == 200
    stranger = Program(make_actor(make_organisation(world.market.id, "supplier"), ("catalogue.save_kit",)))
    assert stranger.get(f"/kits?sku={kit.sku}").status == 404


def test_options_are_made_found_priced_and_ordered(world, maker, shopper):
    kit = make_goods(world.supplier, price="25")
    tea, cup = (make_goods(world.supplier, price=price, stock=9) for price in ("20", "10"))
    sent = body(kit, (tea, "1"), (cup, "2"))
    sent["parts"][1]["optional"] = True
    answer = maker.post("/kits", sent)
    assert answer.status == 200, answer.body
    assert [part["sku"] for part in answer["parts"]] == [tea.sku]
    assert [(part["sku"], part["quantity"]) for part in answer["options"]] == [(cup.sku, "2")]
    assert shopper.get(f"/products/{kit.sku}")["kit"] == answer.body
    line = {"sku": kit.sku, "quantity": "3", "options": [cup.sku]}
    checked = shopper.post("/price-checks", {"lines": [line]})
    assert checked["lines"][0]["amount"] == "45.00", checked.body
    placed = shopper.post("/orders", {"lines": [line], "payment": {"method": "credit"}})
    assert placed.status == 201, placed.body
    order = placed["orders"][0]
    assert order["total"] == "135.00"
    assert [(each["sku"], each["kit"]["optional"]) for each in order["lines"]] == [
        (tea.sku, False),
        (cup.sku, True),
    ]


def test_what_is_no_option_is_told_at_its_place(world, shopper):
    plain = make_goods(world.supplier, price="25", stock=9)
    line = {"sku": plain.sku, "quantity": "1", "options": ["NOPE"]}
    for address, sent in (
        ("/price-checks", {"lines": [line]}),
        ("/orders", {"lines": [line], "payment": {"method": "credit"}}),
    ):
        answer = shopper.post(address, sent)
        assert answer.status == 422
        assert [fault["path"] for fault in answer["errors"]] == ["lines.0.options"]
