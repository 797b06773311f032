"""Orders that name articles by what the buyer calls them."""

import pytest

from dinghuo.catalogue.actions.wording.save_customer_codes import CodeRow, save_customer_codes
from tests.makers import make_actor, make_goods


@pytest.fixture
def water(world):
    made = make_goods(world.supplier, "WATER", price="2.00", stock=50)
    actor = make_actor(world.buyer, ("catalogue.save_customer_codes",))
    save_customer_codes(actor, [CodeRow("WATER", "ours-7", "Our water")])
    return made


def wanted(*lines, **more):
    return {"lines": list(lines), "payment": {"method": "transfer"}, **more}


def test_an_own_code_names_the_article_whatever_its_case(world, buyer, water):
    answer = buyer.post("/orders", wanted({"own_code": "OURS-7", "quantity": 3}))
    assert answer.status == 201, answer.body
    assert answer["orders"][0]["lines"][0]["sku"] == "WATER"
    shown = buyer.post("/orders", wanted({"own_code": "ours-7", "quantity": 1}, dry_run=True))
    assert shown.status == 200


def test_every_fault_of_a_name_at_once(world, buyer, water):
    answer = buyer.post(
        "/orders",
        wanted(
            {"own_code": "NOBODY", "quantity": 1},
            {"quantity": 1},
            {"sku": "WATER", "own_code": "ours-7", "quantity": 1},
            {"sku": 7, "quantity": "many"},
        ),
    )
    assert answer.status == 422
    assert [(each["path"], each["code"]) for each in answer["errors"]][:2] == [
        ("lines.3.sku", "text"),
        ("lines.3.quantity", "decimal"),
    ]
    answer = buyer.post(
        "/orders",
        wanted(
            {"own_code": "NOBODY", "quantity": 1},
            {"quantity": 1},
            {"sku": "WATER", "own_code": "ours-7", "quantity": 1},
        ),
    )
    assert [(each["path"], each["code"]) for each in answer["errors"]] == [
        ("lines.0.own_code", "unknown"),
        ("lines.1.sku", "required"),
        ("lines.2.own_code", "both"),
    ]


def test_a_batch_answers_each_order_for_itself(world, buyer, water):
    answer = buyer.post(
        "/orders/batch",
        {
            "orders": [
                wanted({"own_code": "ours-7", "quantity": 1}),
                wanted({"own_code": "NOBODY", "quantity": 1}),
                wanted({"sku": "WATER", "quantity": 2}),
            ]
        },
    )
    assert [each["status"] for each in answer["results"]] == [201, 422, 201]
    assert answer["results"][1]["body"]["errors"][0]["path"] == "lines.0.own_code"


def test_prices_are_asked_by_own_codes_too(world, buyer, water):
    answer = buyer.post("/price-checks", {"lines": [{"own_code": "OURS-7", "quantity": 3}, {"sku": "WATER"}]})
    assert answer.status == 200, answer.body
    assert [(line["sku"], line["amount"]) for line in answer["lines"]] == [
        ("WATER", "2.00"),
        ("WATER", "2.00"),
    ]
    answer = buyer.post(
        "/price-checks",
        {
            "lines": [
                {"own_code": "NOBODY", "quantity": 0},
                {"quantity": 1},
                {"sku": "WATER", "own_code": "ours-7"},
                {"sku": "NONE"},
            ]
        },
    )
    assert answer.status == 422
    assert {(each["path"], each["code"]) for each in answer["errors"]} == {
        ("lines.0.own_code", "unknown"),
        ("lines.0.quantity", "positive"),
        ("lines.1.sku", "required"),
        ("lines.2.own_code", "both"),
        ("lines.3.sku", "unknown"),
    }
