"""Several orders answered by one call: a trial tells who would get what, the same call then does it."""

import pytest

from tests.makers import make_goods, make_world
from tests.makers.staff import make_staff

pytestmark = pytest.mark.django_db
AT = "/orders/confirmations"


def trade():
    """Three orders of 40 for an article of which there are 60."""
    world = make_world()
    staff = make_staff(world, limit="5000")
    make_goods(world.supplier, "TEA", stock=60, backorder_allowed=True)
    wanted = {"lines": [{"sku": "TEA", "quantity": "40"}], "payment": {"method": "transfer"}}
    numbers = [staff.buyer.post("/orders", wanted)["orders"][0]["number"] for _ in range(3)]
    return world, staff, numbers


def test_a_trial_then_the_deed():
    world, staff, numbers = trade()
    staff.seller.put("/sharing-rule", {"rule": "proportional"})
    tried = staff.seller.post(AT, {"orders": numbers, "dry_run": True})
    [tea] = tried["shared"]
    assert (tea["sku"], tea["rule"], tea["there"], tea["asked"]) == ("TEA", "proportional", "60", "120")
    assert [(row["held"], row["gets"], row["waits"]) for row in tea["lines"]] == [
        ("40", "20", "20"),
        ("20", "20", "20"),
        ("0", "20", "20"),
    ]
    assert [row["state"] for row in tried["results"]] == [None] * 3
    done = staff.seller.post(AT, {"orders": [*numbers, "SO-NONE"]})
    assert [row["state"] for row in done["results"]] == ["partly_confirmed"] * 3 + [None]
    assert done["results"][3]["problem"]["status"] == 404
    [line] = staff.buyer.get(f"/orders/{numbers[2]}")["lines"]
    assert line["sharing"] == {
        "rule": "proportional",
        "quantity": "20",
        "wanted": "40",
        "place": 3,
        "of": 3,
        "why": "",
    }
    assert (line["quantities"]["allocated"], line["quantities"]["backordered"]) == ("20", "20")
    again = staff.seller.post(AT, {"orders": numbers[:1]})
    assert again["results"][0]["problem"]["type"] == "nothing-to-do"


def test_what_is_decided_needs_a_reason_and_goods():
    _world, staff, numbers = trade()
    share = {"order": numbers[2], "line": 1, "quantity": "40"}
    answer = staff.seller.post(AT, {"orders": numbers, "shares": [share | {"quantity": "41"}]})
    assert {fault["path"] for fault in answer["errors"]} == {"shares.0.quantity", "why"}
    wrong = staff.seller.post(AT, {"orders": [], "shares": [], "nonsense": 1})
    assert {fault["path"] for fault in wrong["errors"]} == {"orders", "nonsense"}
    for quantity in ("-1", "NaN", "many"):
        answer = staff.seller.post(
            AT, {"orders": numbers, "shares": [share | {"quantity": quantity}], "why": "x"}
        )
        assert [fault["path"] for fault in answer["errors"]] == ["shares.0.quantity"]
    both = [share, share | {"order": numbers[1]}]
    assert staff.seller.post(AT, {"orders": numbers, "shares": both, "why": "x"})["type"] == "out-of-stock"
    done = staff.seller.post(AT, {"orders": numbers, "shares": [share], "why": "The hospital needs it"})
    assert [row["gets"] for row in done["shared"][0]["lines"]] == ["20", "0", "40"]
    [line] = staff.buyer.get(f"/orders/{numbers[2]}")["lines"]
    assert (line["sharing"]["rule"], line["sharing"]["why"]) == ("hand", "The hospital needs it")


def test_only_the_seller_answers():
    _world, staff, numbers = trade()
    assert staff.buyer.post(AT, {"orders": numbers})["type"] == "not-allowed"
