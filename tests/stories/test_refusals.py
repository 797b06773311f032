"""What the market refuses, as people meet it: stock, credit, approval, the last piece, orders of others."""

import re
import threading
from decimal import Decimal

import pytest
from django.db import connections
from django.test import Client

from dinghuo.finance.models import CreditLine
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import Order
from dinghuo.organisations.actions.people.set_membership_roles import set_membership_roles
from dinghuo.web.buyer.typed import goods_value
from tests.stories.conftest import PHONE
from tests.stories.scene import Scene, make_scene
from tests.web.gate.conftest import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
COUNTED = re.compile(r"/orders/SO-\d{4}-\d+")


def signed_in(scene: Scene, person) -> Client:
    """A browser without scripts in which somebody has signed in."""
    client = Client(headers={"host": scene.host, "accept-language": "en"})
    assert sign_in(client, person.phone).status_code == 302
    return client


def put(client: Client, scene: Scene, sku: str, quantity: int, unit: str = "瓶"):
    """Type a quantity into the order pad and send it."""
    goods = goods_value(sku, scene.world.supplier.code, unit)
    return client.post("/cart/lines/", {"goods": goods, "quantity": str(quantity), "unit": unit})


def prepared(client: Client, method: str = "transfer") -> dict[str, str]:
    """What the checkout's form sends with the usual address."""
    address = re.search(r'name="delivery.address" value="([0-9a-f-]{36})"', text(client.get("/checkout/")))
    assert address
    return {"delivery.address": address[1], "payment.method": method, "reference": "PO-9"}


def check_out(client: Client):
    """Send the checkout, on credit."""
    return client.post("/checkout/", prepared(client, "credit"))


def text(response) -> str:
    """What the page says."""
    return response.content.decode()


def orders_of(scene: Scene) -> list[Order]:
    """Every order of the market."""
    with acting(scene.world.system):
        return list(Order.objects.filter(market_id=scene.world.market_id))


def test_what_is_not_in_stock_is_told_with_what_is(scene, window):
    scene.goods("WATER", "农夫山泉 550ml", "1.50", stock=36)
    phone = window(scene.purchaser.phone, PHONE)
    phone.goto("/goods/?view=pad")
    phone.locator(".stepper-number").fill("50")
    with phone.expect_response("**/cart/lines/"):
        phone.locator(".stepper-number").press("Enter")
    phone.goto("/checkout/")
    panel = phone.locator("#what-if")
    assert "36" in panel.get_by_role("alert").inner_text()
    panel.get_by_role("button", name="Order what is possible").click()
    phone.get_by_role("button", name="Place the order").click()
    phone.wait_for_url(COUNTED)
    assert scene.books() == {"WATER": (36, 36)}


def test_who_has_no_credit_left_is_told_how_much(scene):
    scene.goods("WATER", "农夫山泉 550ml", "1.50", stock=1000)
    with acting(scene.world.system):
        CreditLine.objects.filter(id=scene.credit.id).update(credit_limit=Decimal(100))
    browser = signed_in(scene, scene.purchaser)
    put(browser, scene, "WATER", 100)
    refused = check_out(browser)
    assert refused.status_code == 409
    assert "100.00" in text(refused)
    assert "PO-9" in text(refused)
    assert (orders_of(scene), scene.books(), scene.used()) == ([], {"WATER": (1000, 0)}, (0, 0, 0))


def test_nobody_approves_an_order_of_their_own(scene):
    scene.goods("WATER", "农夫山泉 550ml", "1.50", stock=1000)
    browser = signed_in(scene, scene.purchaser)
    put(browser, scene, "WATER", 400)
    assert check_out(browser).status_code == 302
    (order,) = orders_of(scene)
    assert order.approval == "pending"
    address = f"/orders/{order.number}/approval/"
    assert browser.post(address, {"decision": "approve"}).status_code == 403

    with acting(scene.world.system):
        membership = scene.purchaser.memberships.get()
    set_membership_roles(scene.world.system, membership.id, ["buyer-purchaser", "buyer-approver"])
    assert "somebody else has to approve" in text(browser.get("/approvals/"))
    assert browser.post(address, {"decision": "approve"}).status_code in (403, 409)
    (order,) = orders_of(scene)
    assert order.approval == "pending"


def test_two_buyers_after_the_last_piece(scene):
    scene.goods("TEA", "东方树叶", "10", stock=1)
    scene.address(scene.world.other_buyer)
    rival = scene.world.member(scene.world.other_buyer, "buyer-admin", name="He Jun").person
    browsers = [signed_in(scene, person) for person in (scene.purchaser, rival)]
    for browser in browsers:
        put(browser, scene, "TEA", 1)
    pages = [prepared(browser) for browser in browsers]
    start = threading.Barrier(2)
    told: list[int] = []

    def take(browser: Client, fields: dict[str, str]) -> None:
        try:
            start.wait(timeout=30)
            told.append(browser.post("/checkout/", fields).status_code)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=take, args=(browser, fields))
        for browser, fields in zip(browsers, pages, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(told) == [302, 409]
    assert (len(orders_of(scene)), scene.books()) == (1, {"TEA": (1, 1)})


def test_an_order_of_others_is_not_there(scene):
    scene.goods("WATER", "农夫山泉 550ml", "1.50", stock=1000)
    browser = signed_in(scene, scene.purchaser)
    put(browser, scene, "WATER", 10)
    assert check_out(browser).status_code == 302
    (order,) = orders_of(scene)
    assert browser.get(f"/orders/{order.number}/").status_code == 200

    neighbour = scene.world.member(scene.world.other_buyer, "buyer-admin", name="He Jun").person
    assert signed_in(scene, neighbour).get(f"/orders/{order.number}/").status_code == 404
    elsewhere = make_scene()
    stranger = signed_in(elsewhere, elsewhere.purchaser)
    assert stranger.get(f"/orders/{order.number}/").status_code == 404
    strange_seller = signed_in(elsewhere, elsewhere.seller)
    assert strange_seller.get(f"/supplier/orders/{order.number}").status_code == 404
    strange_operator = signed_in(elsewhere, elsewhere.operator)
    assert strange_operator.get(f"/operator/orders/{order.number}/").status_code == 404
