"""A short-dated lot that skips the supermarket: who asks for fresh goods gets the fresher lot, the kiosk the other."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dinghuo.finance.actions.save_credit_line import save_credit_line
from dinghuo.foundation.clock import today
from dinghuo.foundation.tenancy import acting
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.models import Reservation
from dinghuo.inventory.permissions import PERMISSIONS as STOCK
from tests.makers import make_actor
from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


def test_a_short_dated_lot_skips_the_supermarket(scene: Scene, window) -> None:
    world = scene.world
    lots(scene)
    save_credit_line(
        world.system, world.other_buyer.id, "CNY", Decimal(1000), 30, creditor_id=world.operator.id
    )
    scene.address(world.other_buyer)
    kiosk = world.member(world.other_buyer, "buyer-admin", name="Zhou Jie", language="en").person
    seller = window(scene.seller.phone, DESKTOP)
    rule(seller, world.buyer.code)

    market = window(scene.purchaser.phone, PHONE)
    order(market, 4)
    order(window(kiosk.phone, DESKTOP), 3)
    with acting(world.system):
        rows = Reservation.objects.filter(market_id=world.market_id, quantity__gt=0).order_by("id")
        held = {(row.stock.lot, int(row.quantity)) for row in rows.select_related("stock")}
        assert verify_books(world.system) == []
    assert held == {("NEW", 4), ("OLD", 3)}
    # Two fresh ones are left, and three old ones: the supermarket is told of two.
    fill(market, 3)
    market.goto("/cart/")
    market.get_by_role("button", name="Make it 2 瓶").first.wait_for()


def lots(scene: Scene) -> None:
    """Six bottles that keep twenty of a hundred days more, and six that keep eighty."""
    scene.goods("MILK", "鲜牛奶", "9.00", stock=0)
    keeper = make_actor(scene.world.supplier, STOCK, "Wu")
    day = today(keeper.time_zone)
    for lot, left in (("OLD", 20), ("NEW", 80)):
        dates = day + left * DAY, day - (100 - left) * DAY
        entry = DocumentEntry("receipt", lines=[LineEntry("MILK", Decimal(6), lot, *dates)])
        submit_stock_document(keeper, open_stock_document(keeper, entry).number)


def rule(page, buyer: str) -> None:
    """The seller says that what goes to this customer must have sixty percent of its life left."""
    page.goto("/supplier/life")
    page.get_by_label("Code of the customer").fill(buyer)
    page.get_by_label("Share of its life left at least").fill("60")
    page.get_by_role("button", name="Set it").click()
    page.get_by_text("60 % of its life").wait_for()


def fill(page, quantity: int) -> None:
    """So many in the cart, by the order pad."""
    page.goto("/goods/?view=pad")
    number = page.locator("[data-goods]", has_text="MILK").locator(".stepper-number")
    number.fill(str(quantity))
    with page.expect_response("**/cart/lines/"):
        number.press("Enter")


def order(page, quantity: int) -> None:
    """From the pad to a placed order."""
    fill(page, quantity)
    page.goto("/checkout/")
    page.get_by_role("button", name="Place the order").last.click()
    page.wait_for_url("**/orders/**")
