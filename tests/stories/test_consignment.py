"""A supplier's goods in a branch's warehouse: agreed, sent, counted, sold, picked there; both read one statement."""

from decimal import Decimal

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.permissions import PERMISSIONS as STOCK
from dinghuo.inventory.queries.verify_stock import verify_stock
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.permissions import PERMISSIONS as ORDERING
from tests.makers import make_actor
from tests.makers.days import ahead
from tests.makers.trade import make_warehouse
from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.scene import Scene
from tests.stories.test_recall import ordered

pytestmark = pytest.mark.django_db(transaction=True)


def test_goods_of_one_house_in_anothers_warehouse(scene: Scene, window) -> None:
    world = scene.world
    scene.goods("MILK", "纯牛奶 1L", "8.00", stock=0)
    make_warehouse(world.system, world.branch, "east")
    owner = make_actor(world.supplier, [*STOCK, *ORDERING], "Chen Wei")
    come = DocumentEntry("receipt", lines=[LineEntry("MILK", Decimal(30), "L1", ahead(60))])
    submit_stock_document(owner, open_stock_document(owner, come).number)
    manager = world.member(world.branch, "branch-manager", name="Wu Gang", language="en").person
    clerk = world.member(world.branch, "branch-warehouse", name="Sun Li", language="en").person

    # The branch proposes, the supplier agrees and sends twenty there.
    desk = window(manager.phone, DESKTOP)
    desk.goto("/branch/consignments")
    desk.get_by_role("link", name="Propose an agreement").click()
    desk.get_by_label("The other company").select_option("SUP")
    desk.get_by_label("Warehouse").select_option("east")
    desk.get_by_label("Who keeps them may take goods into its own stock").check()
    desk.get_by_role("button", name="Propose it").click()
    desk.get_by_text("The other house is told").wait_for()
    agreement = desk.url.rstrip("/").rpartition("/")[2]

    far = window(scene.seller.phone, DESKTOP)
    far.goto(f"/supplier/consignments/{agreement}")
    far.get_by_role("button", name="Agree", exact=True).click()
    far.get_by_text(f"{agreement} counts now").wait_for()
    far.get_by_role("link", name="Send goods there").click()
    far.get_by_role("button", name="Begin").click()
    far.get_by_role("button", name="By hand").click()
    by_hand = far.locator("#by-hand")
    by_hand.get_by_label("Code").fill("MILK")
    by_hand.get_by_label("Quantity").fill("20")
    by_hand.get_by_label("Lot").fill("L1")
    by_hand.get_by_role("button", name="Enter").click()
    far.get_by_role("button", name="Send it off").click()
    far.get_by_text("is on its way").wait_for()
    transfer = far.url.rstrip("/").rpartition("/")[2]

    # The keeper's clerk receives them, and counts: one is missing.
    phone = window(clerk.phone, PHONE)
    phone.goto(f"/branch/stock-documents/{transfer}")
    phone.get_by_role("button", name="Receive these goods").click()
    phone.get_by_text("The goods are in stock").wait_for()
    phone.goto(f"/branch/consignments/{agreement}")
    phone.get_by_role("link", name="Count them").click()
    phone.get_by_role("button", name="Begin").click()
    phone.locator('[name="lines.1.quantity"]').fill("19")
    phone.get_by_role("button", name="The count is done").click()
    phone.get_by_text("waits for somebody else’s approval").wait_for()
    count = phone.url.rstrip("/").rpartition("/")[2]
    desk.goto(f"/branch/stock-documents/{count}")
    desk.get_by_role("button", name="Agree and book").click()
    desk.get_by_text("is booked").wait_for()

    # The supplier sells more than lies at home: the keeper picks what lies with it.
    order = ordered(scene, 15)
    confirm_order(owner, order)
    phone.goto("/branch/pick-list")
    phone.get_by_text("Others’ goods, sold from here").first.wait_for()
    phone.get_by_role("row").filter(has_text=order).get_by_role("button", name="Pick").click()
    phone.get_by_text("MILK").first.wait_for()
    picking = phone.url.rstrip("/").rpartition("/")[2]
    wanted = phone.locator("main").inner_text()
    assert "Spring water" in wanted
    phone.get_by_label("Scan").fill("MILK")
    phone.get_by_label("Quantity").fill("5")
    phone.get_by_role("button", name="Pick", exact=True).click()
    phone.get_by_text("picked").first.wait_for()
    phone.get_by_role("button", name="Ship what is picked").click()
    phone.get_by_text("is on its way").wait_for()
    assert picking in phone.url

    # Two are taken over by the branch, and both read the same.
    desk.goto(f"/branch/consignments/{agreement}")
    desk.get_by_role("link", name="Take goods over").click()
    desk.get_by_role("button", name="Begin").click()
    desk.get_by_role("button", name="By hand").click()
    by_hand = desk.locator("#by-hand")
    by_hand.get_by_label("Code").fill("MILK")
    by_hand.get_by_label("Quantity").fill("2")
    by_hand.get_by_label("Lot").fill("L1")
    by_hand.get_by_role("button", name="Enter").click()
    desk.get_by_role("button", name="Book it").click()
    desk.get_by_text("is booked").wait_for()
    read = []
    for page, door in ((desk, "branch"), (far, "supplier")):
        page.goto(f"/{door}/consignments/{agreement}/statement")
        page.get_by_role("heading", name="Statement of consigned stock").wait_for()
        tables = page.get_by_role("table")
        read.append([tables.nth(i).inner_text() for i in range(2)])
    assert read[0] == read[1]
    # Before, came in, sold, taken over, lost, sent on (nothing), lies there then.
    row = read[0][0].splitlines()[-1]
    assert row.split()[-7:] == ["0", "20", "5", "2", "1", "–", "12"]
    with acting(world.system):
        assert verify_stock(world.system) == []
