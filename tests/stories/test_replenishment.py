"""What runs low is proposed, edited, ordered, confirmed and sent by its supplier, scanned in on a phone - and sold."""

import pytest
from playwright.sync_api import expect

from dinghuo.catalogue.models import Offer, Variant
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.ship_order import ship_order
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.inventory.models import IncomingSupply, Stock, Warehouse
from dinghuo.inventory.queries.available import available
from dinghuo.organisations.models import Customer, Storefront
from dinghuo.procurement.actions.follow_purchase import follow_purchase
from dinghuo.procurement.models import Proposal
from tests.makers import make_goods
from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_proposal_becomes_goods_that_can_be_sold(scene: Scene, window) -> None:
    world, shop = scene.world, scene.world.supplier
    rival = world.organisation("Wholesale", "supplier", code="WHO")
    pear = make_goods(rival, "PEAR", stock=1000)
    market = {"market_id": world.market_id}
    with acting(world.system):
        Variant.objects.filter(id=pear.id).update(gtin="09521234543213")
        place = Warehouse.objects.filter(owner=shop).order_by("id").first() or Warehouse.objects.create(
            **market, owner=shop, key="store", name="Store"
        )
        Offer.objects.create(**market, variant=pear, seller=shop, position=5)
        Stock.objects.create(**market, warehouse=place, variant=pear, owner=shop)
        Customer.objects.get_or_create(**market, buyer=shop, storefront=world.storefront)
        Storefront.objects.filter(**market).update(payment_methods=["transfer"])

    desk = window(scene.seller.phone, DESKTOP)
    desk.goto("/supplier/replenishment/rules")
    desk.get_by_label("Code").fill("PEAR")
    desk.get_by_label("Order at").fill("20")
    desk.get_by_label("Up to").fill("60")
    desk.locator("form", has=desk.get_by_label("Up to")).get_by_role("button").last.click()
    desk.goto("/supplier/replenishment")
    desk.get_by_role("button", name="Reckon").first.click()
    with acting(world.system):
        number = Proposal.objects.get(**market).number
    desk.goto(f"/supplier/proposals/{number}")
    desk.get_by_label("Order this much").fill("48")
    desk.get_by_role("button", name="Order it").click()
    desk.get_by_text("is ordered").wait_for()
    with acting(world.system):
        order = Proposal.objects.get(**market).order_number
    follow_purchase(world.system, order)
    desk.goto("/supplier/incoming")
    desk.get_by_text(order).wait_for()

    wholesaler = world.member(rival, "supplier-admin", name="Qian", language="en").person
    theirs = window(wholesaler.phone, DESKTOP)
    theirs.goto(f"/supplier/orders/{order}")
    theirs.get_by_role("button", name="Accept").first.click()
    theirs.get_by_role("link", name="Ship goods").first.wait_for()
    parcel = ship_order(world.person(rival, "supplier-admin"), order).number

    clerk = world.member(shop, "supplier-warehouse", name="Wu", language="en").person
    phone = window(clerk.phone, PHONE)
    phone.goto(f"/supplier/proposals/{number}")
    for typed, counted in (("(01)09521234543213(30)40", "40"), ("9521234543213", "41"), ("PEAR", "42")):
        phone.get_by_label("Scan").fill(typed)
        phone.keyboard.press("Enter")
        expect(phone.locator("[name$='.accepted']").first).to_have_value(counted)
    # Nothing is in stock before somebody says so.
    assert scene.books()["PEAR"] in ((0, 0), (1000, 0), (952, 0))
    phone.get_by_role("button", name="Receive into stock").click()
    phone.get_by_text("The goods are in stock").wait_for()
    with acting(world.system):
        key = (pear.id, shop.id)
        assert available(world.system, [pear.id])[key] == 42
        supply = IncomingSupply.objects.get(reference=order)
        assert (supply.quantity, supply.received, supply.state) == (48, 42, "open")
        assert verify_books(world.system) == []
    assert parcel
