"""A buyer asks why a price is what it is; operator and representative ask for anybody, and compare."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import OrderLine
from dinghuo.pricing.models import Price, PriceList
from dinghuo.pricing.rules.explain import replay
from tests.makers import make_price
from tests.makers.goods import ALWAYS
from tests.stories.checkout import place_the_order
from tests.stories.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
RISE = now() + timedelta(days=30)


def test_why_this_price_is_asked_at_every_door(scene, window):
    water = scene.goods("WATER", "农夫山泉 550ml", "2.00", stock=5000, box=24)
    make_price(scene.world.supplier, water, "1.80", min_quantity=Decimal(240))
    agree(scene, water)
    plan_a_rise(scene, water)
    phone = window(scene.purchaser.phone, PHONE)
    buyer_asks(phone)
    number = buyer_orders_and_asks_again(phone, scene)
    representative = scene.world.member(
        scene.world.operator, "operator-representative", name="Gao Jie", language="en"
    ).person
    for person in (scene.operator, representative):
        desk = window(person.phone, DESKTOP)
        two_customers(desk, scene)
        two_days(desk, scene)
        by_the_box(desk, scene)
    assert number


def agree(scene, water):
    """The buyer's contract: 1.60, from a hundred on."""
    market_id = scene.world.market_id
    with acting(scene.world.system):
        deal = PriceList.objects.create(
            market_id=market_id,
            key="deal",
            name="Contract 2026",
            kind="contract",
            seller=scene.world.supplier,
            buyer=scene.world.buyer,
            currency="CNY",
        )
        row = {"list": deal, "variant": water, "unit": "瓶", "valid": ALWAYS}
        Price.objects.create(market_id=market_id, amount=Decimal("1.60"), min_quantity=Decimal(100), **row)


def plan_a_rise(scene, water):
    """In thirty days everybody pays 2.20."""
    with acting(scene.world.system):
        now_rows = Price.objects.filter(market_id=scene.world.market_id, list__kind="base", min_quantity=1)
        old = now_rows.get(variant=water)
        old.valid = DateTimeTZRange(old.valid.lower, RISE)
        old.save()
        later = DateTimeTZRange(RISE, None)
        Price.objects.create(
            market_id=old.market_id, list_id=old.list_id, variant=water, unit="瓶", amount="2.20", valid=later
        )


def buyer_asks(phone):
    """On the page of the goods: which rule won, which lost, and what the next step would save."""
    phone.goto("/goods/WATER/")
    phone.locator(".why summary").first.click()
    sheet = phone.locator(".why-sheet").first
    sheet.get_by_text("Contract 2026").first.wait_for()
    told = sheet.inner_text()
    # By the box, which is what is ordered usually.
    assert "38.40" in told
    assert "48.00" in told
    # What only the seller knows yet isn't told.
    assert "52.80" not in told


def buyer_orders_and_asks_again(phone, scene):
    """The contract is reached: its price stands in the cart, in the order, and the order's line says why."""
    phone.goto("/goods/?view=pad")
    stepper = phone.locator("[data-goods]", has_text="WATER")
    stepper.locator(".stepper-number").fill("5")
    with phone.expect_response("**/cart/lines/"):
        stepper.locator(".stepper-number").press("Enter")
    phone.goto("/checkout/")
    number = place_the_order(phone)
    with acting(scene.world.system):
        line = OrderLine.objects.get(market_id=scene.world.market_id)
    assert line.unit_price == replay(line.explanation) == Decimal("38.40")
    phone.goto(f"/orders/{number}/lines/1/price/")
    assert "Contract 2026" in phone.locator("body").inner_text()
    return number


def ask(desk, **typed):
    desk.goto("/operator/price-question")
    for name, text in typed.items():
        desk.locator(f'[name="{name}"]').fill(text)
    desk.get_by_role("button", name="Show the price").click()
    desk.wait_for_url(re.compile("goods="))
    return desk.locator("main").inner_text()


def two_customers(desk, scene):
    """120 bottles: the one pays 1.60 by contract, the other 2.00, a quarter more."""
    world = scene.world
    told = ask(
        desk, goods="WATER", quantity="120", customer=world.buyer.code, customer_2=world.other_buyer.code
    )
    assert "1.60" in told
    assert "2.00" in told
    assert "(25 %)" in told
    assert "Contract 2026" in told
    assert "192.00" in told


def two_days(desk, scene):
    """The same customer today and after the rise."""
    later = (RISE + timedelta(days=2)).strftime("%Y-%m-%d")
    told = ask(desk, goods="WATER", quantity="10", customer=scene.world.other_buyer.code, day_2=later)
    assert "2.00" in told
    assert "2.20" in told
    assert "(10 %)" in told


def by_the_box(desk, scene):
    """Ten boxes are 240 bottles: the step from 240 on."""
    told = ask(desk, goods="WATER", quantity="10", unit="箱", customer=scene.world.other_buyer.code)
    assert "43.20" in told
    assert "432.00" in told
