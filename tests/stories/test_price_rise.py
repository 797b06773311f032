"""A seller gives one dealer a contract, which counts in catalogue, cart and order; and plans a rise that spares it."""

import re

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import OrderLine
from dinghuo.pricing.models import Price
from tests.stories.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_contract_is_seen_in_three_places_and_a_rise_spares_it(scene, window):
    for sku, name, price in (("WATER", "农夫山泉 550ml", "2.00"), ("COLA", "可口可乐 330ml", "3.00")):
        scene.goods(sku, name, price, stock=500)
    desk = window(scene.seller.phone, DESKTOP)
    contract(desk, scene.world.buyer.code)
    plan(desk, scene)
    phone = window(scene.purchaser.phone, PHONE)
    phone.goto("/goods/?view=pad")
    assert "1.60" in phone.locator(".page").inner_text()
    bought(scene, phone)


def contract(desk, code):
    """Make the list on the screen, and paste its prices into the sheet from the first cell on."""
    desk.goto("/supplier/price-lists/new")
    desk.locator('input[name="key"]').fill("contract-2027")
    desk.locator('select[name="kind"]').select_option("contract")
    desk.locator('input[name="name"]').fill("Contract 2027")
    desk.locator('input[name="buyer"]').fill(code)
    desk.get_by_role("button", name="Make the list").click()
    desk.wait_for_url(re.compile("contract-2027"))
    desk.get_by_role("link", name="Its prices").click()
    desk.wait_for_url(re.compile("list=contract-2027"))
    cells = desk.locator("[data-cells] tbody input.input")
    cells.first.focus()
    # By code, COLA stands first.
    desk.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "2.70\\r\\n1.60\\r\\n");
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    assert [cell.input_value() for cell in cells.all()] == ["2.70", "1.60"]
    desk.keyboard.press("ArrowDown")
    assert desk.evaluate("document.activeElement.value") == "1.60"
    desk.get_by_role("button", name="Save this page").click()
    desk.wait_for_load_state()
    assert [cell.input_value() for cell in cells.all()] == ["2.7", "1.6"]


def plan(desk, scene):
    """Plan a rise of everybody's price: the other buyer is touched, the one with the contract isn't."""
    base = f"base-{scene.world.supplier.code}-CNY"
    desk.goto(f"/supplier/price-lists/{base}/changes")
    desk.locator('input[name="name"]').fill("Monday")
    desk.locator('input[name="starts_at"]').fill("2999-01-07")
    desk.locator('textarea[name="rows"]').fill("WATER\t2.20\nCOLA\t3.30")
    desk.get_by_role("button", name="See whom it touches").click()
    desk.wait_for_url(re.compile("price-changes/PC-"))
    touched = desk.locator("#affected").inner_text()
    assert scene.world.other_buyer.name in touched
    assert scene.world.buyer.name not in touched
    desk.get_by_role("button", name="Let it count from then on").click()
    desk.wait_for_load_state()
    assert "Planned" in desk.locator(".page").inner_text()
    with acting(scene.world.system):
        rows = Price.objects.filter(market_id=scene.world.market_id, list__key=base, variant__sku="WATER")
        assert [str(row.amount.normalize()) for row in rows.order_by("valid")] == ["2", "2.2"]


def bought(scene, phone):
    """Put it into the cart, see the price there, and order it."""
    phone.locator(".stepper-number").last.fill("10")
    phone.locator(".stepper-number").last.press("Enter")
    phone.get_by_role("link", name="To the cart").click()
    assert "16.00" in phone.locator(".page").inner_text()
    phone.locator("#cart-bar").get_by_role("link", name="Check out").click()
    phone.get_by_role("button", name=re.compile("Place")).last.click()
    phone.get_by_text(re.compile("SO-")).first.wait_for()
    with acting(scene.world.system):
        line = OrderLine.objects.get(market_id=scene.world.market_id)
    assert str(line.unit_price.normalize()) == "1.6"
