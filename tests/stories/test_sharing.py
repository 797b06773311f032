"""Too little for three customers: shared by the seller's rule, which is told, and turned round by who says why."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from dinghuo.foundation.tenancy import acting
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.inventory.queries.verify_stock import verify_stock
from dinghuo.ordering.models import OrderLine
from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.scene import Scene
from tests.stories.test_refusals import check_out, orders_of, put, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_shared_by_rule_and_turned_round_by_a_person(scene: Scene, window, drain) -> None:
    scene.goods("TEA", "乌龙茶", "1.00", stock=90, backorder=True)
    desk = window(scene.seller.phone, DESKTOP)
    desk.goto("/supplier/incoming")
    desk.get_by_label("Who gets them").select_option(label="In proportion to what each wants")
    desk.get_by_role("button", name="Set it").click()
    desk.get_by_text("The rule is set").wait_for()

    # Three orders; who was first holds nearly all of it.
    buyer = signed_in(scene, scene.purchaser)
    for quantity in (80, 40, 60):
        put(buyer, scene, "TEA", quantity)
        assert check_out(buyer).status_code == 302
    numbers = [order.number for order in sorted(orders_of(scene), key=lambda order: order.placed_at)]
    assert held(scene, numbers) == [80, 10, 0]

    # The order says that others wait for the same; the shares are seen before anything is answered.
    desk.goto(f"/supplier/orders/{numbers[0]}")
    desk.get_by_text("3 orders wait for your answer on the same goods").wait_for()
    desk.get_by_role("link", name="Share out").click()
    desk.get_by_text("In proportion to what each wants").wait_for()
    expect(desk.get_by_text("90 瓶 for 180 瓶 wanted")).to_be_visible()
    shares = [desk.get_by_role("row").filter(has_text=number).get_by_label("Gets") for number in numbers]
    for field, share in zip(shares, ("40", "20", "30"), strict=True):
        expect(field).to_have_value(share)
    assert held(scene, numbers) == [80, 10, 0]
    # What a person wants otherwise needs a reason.
    shares[2].fill("50")
    desk.get_by_role("button", name="Confirm these orders").click()
    expect(desk.get_by_text("Say why, so that others understand.").first).to_be_visible()
    assert held(scene, numbers) == [80, 10, 0]
    desk.get_by_role("row").filter(has_text=numbers[2]).get_by_label("Gets").fill("30")
    desk.get_by_role("button", name="Confirm these orders").click()
    desk.get_by_text("3 orders are confirmed").wait_for()
    assert held(scene, numbers) == [40, 20, 30]

    # The customer reads its own part and the rule, and nothing of others.
    phone = window(scene.purchaser.phone, PHONE)
    phone.goto(f"/orders/{numbers[0]}/")
    told = phone.locator("#line-1").inner_text()
    assert "shared in proportion: 40 瓶 of 80 瓶" in told.replace("\u2009", " ").replace("\xa0", " ")
    assert "180" not in told

    # A person decides otherwise, with a reason that both read.
    desk.goto(f"/supplier/orders/{numbers[0]}/routing")
    expect(desk.get_by_text("There were 90").first).to_be_visible()
    given(desk, numbers[1], "15", "The hospital comes first")
    assert held(scene, numbers) == [25, 35, 30]
    drain()
    for number in numbers[:2]:
        phone.goto(f"/orders/{number}/")
        expect(phone.get_by_text("The hospital comes first").first).to_be_visible()
    phone.goto("/notifications")
    assert "TEA" in phone.locator("main").inner_text() or numbers[1] in phone.locator("main").inner_text()

    # The same the other way round undoes it.
    desk.goto(f"/supplier/orders/{numbers[1]}/routing")
    given(desk, numbers[0], "15", "It had enough after all")
    assert held(scene, numbers) == [40, 20, 30]
    with acting(scene.world.system):
        assert verify_books(scene.world.system) == []
        assert verify_stock(scene.world.system) == []
    assert scene.books() == scene.moves() == {"TEA": (90, 90)}


def held(scene: Scene, numbers: list[str]) -> list[int]:
    """What each order's line holds."""
    with acting(scene.world.system):
        rows = dict(OrderLine.objects.filter(order__number__in=numbers).values_list("order__number", "held"))
    return [int(rows.get(number, Decimal(0))) for number in numbers]


def given(desk, to: str, quantity: str, why: str) -> None:
    """On the page of an order's warehouses: so much of what it holds goes to another one."""
    desk.get_by_text("Give it to another order").click()
    form = desk.locator("details form")
    form.get_by_label("Number of the order that waits").fill(to)
    form.get_by_label("Quantity, in base units").fill(quantity)
    form.get_by_label("Why").fill(why)
    form.get_by_role("button", name="Give it there").click()
    desk.get_by_text("Both customers are told").wait_for()
