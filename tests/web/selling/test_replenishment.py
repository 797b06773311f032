"""Replenishment on the screens of a seller: from what runs low to goods in the warehouse, without scripts."""

import re
from decimal import Decimal

from dinghuo.catalogue.models import Offer
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.ship_order import ship_order
from dinghuo.inventory.models import Stock, Warehouse
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.models import Order
from dinghuo.organisations.models import Customer
from dinghuo.procurement.models import Proposal
from tests.makers import make_goods
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of


def wholesale(shop: Shop):
    """Somebody who has plenty of what the shop sells, and sells to the shop."""
    rival = shop.world.organisation("Wholesale", "supplier", code="WHO")
    goods = make_goods(rival, "PEAR", stock=1000)
    with acting(shop.world.system):
        market = {"market_id": shop.world.market_id}
        place = Warehouse.objects.get(owner=shop.seller)
        Offer.objects.create(**market, variant=goods, seller=shop.seller, position=5)
        Stock.objects.create(**market, warehouse=place, variant=goods, owner=shop.seller)
        Customer.objects.create(**market, buyer=shop.seller, storefront=shop.world.storefront)
    return rival, place


def latest(shop: Shop) -> Proposal:
    with acting(shop.world.system):
        return Proposal.objects.filter(market_id=shop.world.market_id).order_by("-id")[0]


def test_from_what_runs_low_to_goods_in_the_warehouse(shop: Shop) -> None:
    rival, place = wholesale(shop)
    typed = {"sku": "PEAR", "warehouse": place.key, "minimum": "20", "maximum": "60"}
    assert shop.send("replenishment/rules", **typed).status_code == 302
    page = text_of(shop.ask("replenishment"))
    assert "PEAR" in page
    assert "Set by hand: order at 20, up to 60 瓶." in page
    assert shop.send("replenishment/reckoning").status_code == 302
    number = latest(shop).number
    assert number in text_of(shop.ask("replenishment"))
    at = f"proposals/{number}"
    assert "Wholesale" in text_of(shop.ask(at))
    assert shop.send(f"{at}/lines", **{"lines.1.quantity": "-4"}).status_code == 422
    typed = {"lines.1.quantity": "48", "then": "order", "payment": "transfer"}
    assert shop.send(f"{at}/lines", **typed).status_code == 302
    assert shop.send(f"{at}/lines", **typed).status_code == 409
    order = latest(shop).order_number
    seller = shop.world.person(rival, "supplier-admin")
    confirm_order(seller, order)
    parcel = ship_order(seller, order).number
    page = text_of(shop.ask(at))
    assert order in page
    assert parcel in page
    scan = {"shipment": parcel, "warehouse": place.key, f"{parcel}.1.accepted": "48"}
    counted = shop.send(f"{at}/receipt/scan", **scan, **{f"{parcel}.code": "pear", f"{parcel}.scanned": "40"})
    assert counted.status_code == 200
    assert 'value="40"' in text_of(counted)
    scan |= {"counting": "1", f"{parcel}.1.accepted": "40"}
    assert 'value="41"' in text_of(shop.send(f"{at}/receipt/scan", **scan, **{f"{parcel}.code": "PEAR"}))
    for wrong in ({"code": "nothing"}, {"code": shop.goods[0].sku}, {"code": "PEAR", "scanned": "9"}):
        typed = {f"{parcel}.{name}": value for name, value in wrong.items()}
        refused = shop.send(f"{at}/receipt/scan", **scan, **typed)
        assert refused.status_code == 422
        assert 'value="40"' in text_of(refused)
    receipt = {
        "shipment": parcel,
        "warehouse": place.key,
        f"{parcel}.1.accepted": "46",
        f"{parcel}.1.rejected": "2",
        f"{number}.why": "wet",
    }
    assert shop.send(f"{at}/receipt", **receipt).status_code == 302
    assert shop.send(f"{at}/receipt", **receipt).status_code in (409, 422)
    with acting(shop.world.system):
        assert Stock.objects.get(owner=shop.seller, variant__sku="PEAR").on_hand == Decimal(46)
        assert Order.objects.get(number=order).buyer_id == shop.seller.id


def test_a_proposal_is_put_aside(shop: Shop) -> None:
    _rival, place = wholesale(shop)
    shop.send("replenishment/rules", sku="PEAR", warehouse=place.key, minimum="20", maximum="60")
    shop.send("replenishment/reckoning")
    number = latest(shop).number
    assert shop.send(f"proposals/{number}/dismissal", why="Later").status_code == 302
    assert "Put aside" in text_of(shop.ask("proposals", state="dismissed"))


def test_what_is_wrong_stands_beside_its_field(shop: Shop) -> None:
    page = shop.send("replenishment/rules", window_days="2", review_days="7", service_percent="20")
    assert page.status_code == 422
    assert "Look at seven days to a year." in text_of(page)
    assert "Enter 50 to 99.9 percent." in text_of(page)
    page = shop.send("replenishment/rules", sku="nothing", warehouse="x", minimum="9", maximum="3")
    assert page.status_code == 422
    assert "This is less than when to order." in text_of(page)


def test_suppliers_see_what_is_needed_where_the_operator_allows_it(shop: Shop) -> None:
    rival, place = wholesale(shop)
    shop.send("replenishment/rules", sku="PEAR", warehouse=place.key, minimum="20", maximum="60")
    shop.send("replenishment/reckoning")
    supplier = shop.browser_of("supplier-admin", rival)
    assert "PEAR" not in text_of(supplier.get("/supplier/forecast"))
    operator = shop.browser_of("operator-admin", shop.world.operator)
    typed = {"house": shop.seller.code, "shares": "1"}
    assert operator.post("/operator/forecasts/", typed).status_code == 302
    page = text_of(supplier.get("/supplier/forecast"))
    assert "PEAR" in page
    assert re.search(r"60\s*瓶", re.sub(r"<[^>]+>", "", page))
    assert operator.post("/operator/forecasts/", {**typed, "shares": "0"}).status_code == 302
    assert "PEAR" not in text_of(supplier.get("/supplier/forecast"))


def test_who_sells_only_may_not_order(shop: Shop) -> None:
    role = "supplier-sales" if shop.door == "supplier" else "branch-sales"
    assert shop.browser_of(role).get(shop.path("replenishment")).status_code == 403


def test_each_list_has_its_own_and_one_warehouse_can_be_chosen(shop: Shop) -> None:
    _rival, place = wholesale(shop)
    typed = {"sku": "PEAR", "warehouse": place.key, "minimum": "20", "maximum": "60"}
    shop.send("replenishment/rules", **typed)
    assert "All warehouses" not in text_of(shop.ask("replenishment"))
    with acting(shop.world.system):
        market = {"market_id": shop.world.market_id}
        far = Warehouse.objects.create(**market, owner=shop.seller, key="far", name="Far store")
        Stock.objects.create(
            **market, warehouse=far, variant=shop.goods[0], owner=shop.seller, on_hand=Decimal(5)
        )
    assert "PEAR" in text_of(shop.ask("replenishment", standing="low"))
    assert "PEAR" not in text_of(shop.ask("replenishment", standing="enough"))
    assert "Far store" in text_of(shop.ask("replenishment"))
    assert "PEAR" not in text_of(shop.ask("replenishment", standing="low", warehouse="far"))
    there = text_of(shop.ask("replenishment", standing="over", warehouse="far"))
    assert shop.goods[0].sku in there
    assert shop.goods[1].sku not in there
