"""The operator rules who is silver and gold, sees whom it would move, settles; a buyer sees what lacks to the next."""

import re
from decimal import Decimal

import pytest

from dinghuo.billing.actions.issue_invoice import issue_invoice
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.receive_shipment import receive_shipment
from dinghuo.fulfilment.actions.ship_order import ship_order
from dinghuo.members.queries.level_of import level_of
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.permissions import PERMISSIONS as ORDERING
from tests.makers import make_actor
from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)


def bought(scene: Scene, quantity: int) -> None:
    """Goods that the buyer ordered, accepted and was invoiced for."""
    buyer = make_actor(scene.world.buyer, [*ORDERING, "fulfilment.receive_shipment"], "Li Na")
    seller = make_actor(scene.world.supplier, [*ORDERING, "fulfilment.ship_order"], "Wu")
    wanted = OrderRequest(lines=[LineRequest("CUPS", Decimal(quantity))], payment_method="transfer")
    number = place_order(buyer, wanted).orders[0].number
    confirm_order(seller, number)
    receipt = receive_shipment(buyer, ship_order(seller, number).number)
    issue_invoice(scene.world.system, receipt.id)


def test_levels_are_ruled_seen_beforehand_and_settled(scene: Scene, window) -> None:
    scene.goods("CUPS", "一次性纸杯", "10.00", stock=500)
    bought(scene, 30)
    desk = window(scene.operator.phone, DESKTOP)
    desk.goto("/operator/levels/")
    desk.get_by_text("Levels are given by hand only").wait_for()
    for key, rank, name in (("silver", "1", "Silver"), ("gold", "2", "Gold")):
        make(desk, key, rank, name)
    rule(desk)
    row = desk.locator("tbody tr", has_text=scene.world.buyer.code)
    row.get_by_text("up to Silver").wait_for()
    assert "300.00" in row.inner_text()
    with acting(scene.world.system):
        assert level_of(scene.world.system, scene.world.buyer.id) is None

    desk.get_by_role("button", name="Settle now").click()
    desk.get_by_text("1 customer has moved.").wait_for()
    desk.get_by_text("Nobody would move.").wait_for()

    phone = window(scene.accountant.phone, PHONE)
    phone.goto("/company/")
    phone.get_by_role("link", name="Level").click()
    phone.get_by_role("heading", name="Silver").wait_for()
    progress = phone.locator("#level-progress")
    assert re.findall(r"[\d,]+\.\d\d", progress.inner_text()) == ["300.00", "200.00"]
    progress.get_by_text("more to Gold").wait_for()
    phone.get_by_text("Free delivery").wait_for()


def make(desk, key, rank, name):
    """A level with its rank."""
    form = desk.locator("form", has=desk.get_by_role("button", name="Save the level"))
    form.get_by_label("Key").fill(key)
    form.get_by_label("Rank").fill(rank)
    form.get_by_label("Name").fill(name)
    form.get_by_role("button", name="Save the level").click()
    desk.get_by_text(f"The level {name} is saved.").wait_for()


def rule(desk):
    """Silver from 100 and gold from 500; gold below silver is told beside its field first."""
    desk.locator("[name='rules.silver.least']").fill("100")
    gold = desk.locator("[name='rules.gold.least']")
    gold.fill("50")
    desk.locator("[name='rules.gold.benefits']").fill("Free delivery")
    desk.get_by_role("button", name="Save the rules").click()
    desk.get_by_text("A better level asks for more than the one below it.").first.wait_for()
    gold.fill("500")
    desk.get_by_role("button", name="Save the rules").click()
    desk.get_by_text("Nobody moves before tonight").wait_for()
