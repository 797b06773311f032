"""mistakes.md 10: "why this price?" - what an order line keeps replays to the same cents, whatever came since."""

from decimal import Decimal as D

import pytest

from dinghuo.foundation.money import round_amount
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import OrderLine
from dinghuo.pricing.models import Price, PriceList, PricePolicy, PriceRule
from dinghuo.pricing.rules.explain import VERSION, replay
from dinghuo.pricing.steps.note_rules import note_rules
from tests.makers import make_goods, make_price, make_world
from tests.makers.goods import ALWAYS
from tests.makers.staff import BUY, RUN, make_program
from tests.ordering.test_kits import make_kit

pytestmark = pytest.mark.django_db


@pytest.fixture
def market():
    """A seller's base list with tiers, a formula for one customer, the lowest of both, and what goods cost."""
    world = make_world("1000000")
    water = make_goods(world.supplier, "WATER", "3.333333", stock=5000, box=24)
    make_price(world.supplier, water, "3.1", min_quantity=D(100))
    make_goods(world.supplier, "TEA", "19.99", stock=500)
    whole = {"market_id": world.market.id}
    with acting(world.system):
        base = PriceList.objects.get(**whole, kind="base")
        own = PriceList.objects.create(
            **whole,
            key="own",
            name="Own",
            kind="customer",
            buyer=world.buyer,
            seller=world.supplier,
            currency="CNY",
        )
        PriceRule.objects.create(
            **whole,
            list=own,
            target="all",
            base_list=base,
            percent=D("91.5"),
            step=D("0.5"),
            ending=D("0.04"),
            valid=ALWAYS,
        )
        note_rules(world.system, own)
        PricePolicy.objects.create(**whole, seller=world.supplier, lowest_from=3)
    return world


def stored(world) -> list[OrderLine]:
    with acting(world.system):
        return list(OrderLine.objects.filter(market_id=world.market.id).order_by("id"))


def order(program, *lines, **more):
    body = {
        "lines": [
            {"sku": sku, "quantity": quantity, "unit": unit, **extra} for sku, quantity, unit, extra in lines
        ],
        "payment": {"method": "transfer"},
        **more,
    }
    answer = program.post("/orders", body)
    assert answer.status == 201, answer.body
    return answer["orders"]


def test_mistake_10_what_is_stored_replays_to_the_same_cents_when_every_price_has_changed_since(market):
    program = make_program(market.buyer, *BUY)
    wanted = [("WATER", "7", "瓶", {}), ("WATER", "5", "箱", {}), ("TEA", "3", "瓶", {})]
    told = order(program, *wanted)[0]["lines"]
    with acting(market.system):
        Price.objects.filter(market_id=market.market.id).update(amount=D("0.01"))
        PriceRule.objects.filter(market_id=market.market.id).update(percent=D(500))
        PricePolicy.objects.filter(market_id=market.market.id).delete()
    lines = stored(market)
    assert len(lines) == 3
    for line, shown in zip(lines, told, strict=True):
        asked = next(step["asked"] for step in line.explanation if "asked" in step)
        assert asked["version"] == VERSION
        again = replay(line.explanation)
        assert again == line.unit_price == D(shown["unit_price"])
        assert round_amount(again * line.quantity, "CNY") == line.extended


def test_mistake_10_beside_a_price_that_a_person_gave_the_lists_is_kept_and_replays(market):
    program = make_program(market.operator, *RUN)
    [placed] = order(program, ("WATER", "7", "瓶", {"price": "2.50"}), buyer=market.buyer.code)
    [line] = stored(market)
    assert line.explanation[0]["level"] == "override"
    assert (line.unit_price, replay(line.explanation)) == (D("2.5"), line.list_price)
    assert placed["lines"][0]["unit_price"] == "2.50"


@pytest.mark.parametrize("pricing", ["whole", "parts"])
def test_mistake_10_what_a_kit_costs_replays_too(market, pricing):
    """A kit with a price of its own: that replays, and its parts come to it; one priced by parts: each replays."""
    kit, _parts = make_kit(market, pricing=pricing)
    order(make_program(market.buyer, *BUY), (kit.sku, "3", "瓶", {}))
    lines = stored(market)
    if pricing == "parts":
        assert [replay(line.explanation) for line in lines] == [line.unit_price for line in lines]
    else:
        whole = {replay(line.explanation) for line in lines}
        assert len(whole) == 1
        assert sum(line.extended for line in lines) == round_amount(whole.pop() * 3, "CNY")


def test_mistake_10_a_trace_that_was_touched_gives_another_price(market):
    """The replay computes: it doesn't read the amount that stands beside it."""
    order(make_program(market.buyer, *BUY), ("TEA", "3", "瓶", {}))
    [line] = stored(market)
    for step in line.explanation:
        made = step["made"].get("base", step["made"])
        made["amount"] = "18.99"
    assert replay(line.explanation) not in (None, line.unit_price)


def test_mistake_10_the_buyer_is_told_why_and_not_what_only_the_seller_knows(market):
    program = make_program(market.buyer, *BUY)
    answer = program.post("/price-checks", {"lines": [{"sku": "WATER", "quantity": "7"}]})
    steps = answer["lines"][0]["explanation"]
    assert [step["outcome"] for step in steps].count("won") == 1
    assert all(step["reason"] for step in steps)
    assert not {"made", "asked", "row", "rank"} & {name for step in steps for name in step}
