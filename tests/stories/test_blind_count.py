"""A blind count finds less than is promised: the clerk scans on a phone, the manager agrees, the last order waits."""

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.models import OrderLine
from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.scene import Scene
from tests.stories.test_recall import ordered, stocked

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_blind_count_with_a_loss_under_reservation(scene: Scene, window) -> None:
    keeper = stocked(scene)
    first, last = ordered(scene, 8), ordered(scene, 4)
    for number in (first, last):
        confirm_order(keeper, number)
    clerk = scene.world.member(scene.world.supplier, "supplier-warehouse", name="Wu", language="en").person

    phone = window(clerk.phone, PHONE)
    phone.goto("/supplier/stock-documents/new/count")
    phone.get_by_label("How").select_option("blind")
    phone.get_by_role("button", name="Begin").click()
    # Nothing tells what the book has; the scanner types a GS1 code and presses Enter.
    code = phone.get_by_label("Scan")
    code.wait_for()
    assert "12" not in phone.locator("main").inner_text()
    phone.get_by_role("button", name="By hand").click()
    by_hand = phone.locator("#by-hand")
    by_hand.get_by_label("Code").fill("MILK")
    by_hand.get_by_label("Quantity").fill("7")
    by_hand.get_by_label("Lot").fill("OLD")
    by_hand.get_by_role("button", name="Enter").click()
    phone.get_by_role("button", name="The count is done").click()
    phone.get_by_text("waits for somebody else’s approval").wait_for()
    number = phone.url.rstrip("/").rpartition("/")[2]
    # What was promised is still promised: nothing is booked by halves.
    assert scene.moves()["MILK"] == (24, 12)

    desk = window(scene.seller.phone, DESKTOP)
    desk.goto(f"/supplier/stock-documents/{number}")
    desk.get_by_role("button", name="Agree and book").click()
    desk.get_by_text("is booked").wait_for()
    with acting(scene.world.system):
        lines = OrderLine.objects.filter(market_id=scene.world.market_id).values_list(
            "order__number", "allocated", "backordered"
        )
        assert verify_books(scene.world.system) == []
        found = {order: (int(there), int(later)) for order, there, later in lines}
    # Five bottles are missing: the last order goes without them, then the one before.
    assert found[last] == (0, 4)
    assert found[first] == (7, 1)
    assert scene.moves()["MILK"] == (19, 7)
