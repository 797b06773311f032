"""At the instant at which a sale begins or ends every way to the goods answers the same: lists, carts, orders."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from dinghuo.catalogue.actions.limit_offer import limit_offer
from dinghuo.catalogue.actions.save_links import LinkKind, save_links
from dinghuo.catalogue.actions.schedule_sale import schedule_sale
from dinghuo.catalogue.actions.withdraw_product import withdraw_product
from dinghuo.catalogue.models import Listing, Offer
from dinghuo.catalogue.queries.categories import categories
from dinghuo.catalogue.queries.facets import facets
from dinghuo.catalogue.queries.find_goods import find_goods
from dinghuo.catalogue.queries.links import gone, instead_of
from dinghuo.catalogue.queries.list_products import Wanted, list_products
from dinghuo.catalogue.queries.product import product
from dinghuo.catalogue.queries.recognise import recognise
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.exchange_cart_line import exchange_cart_line
from dinghuo.ordering.actions.fill_cart import fill_cart
from dinghuo.ordering.actions.place_order import OrderRequest, place_order
from dinghuo.ordering.actions.set_cart_line import set_cart_line
from dinghuo.ordering.models import CartLine
from dinghuo.ordering.queries.cart import cart
from dinghuo.ordering.queries.shelf import shelf
from dinghuo.ordering.rules.request import LineRequest
from dinghuo.organisations.models import Organisation
from tests.makers.goods import make_goods, make_price
from tests.makers.people import make_actor, make_organisation
from tests.makers.staff import BUY, make_program
from tests.makers.world import World, make_world

LEAST = timedelta(microseconds=1)
SELL = (
    "catalogue.schedule_sale",
    "catalogue.limit_offer",
    "catalogue.save_links",
    "catalogue.withdraw_product",
)


@pytest.fixture
def world(db: None) -> World:
    world = make_world("1000000000")
    with acting(world.system):
        Organisation.objects.filter(id=world.buyer.id).update(region_code="440106")
    make_goods(world.supplier, "W", price="10", stock=100)
    make_goods(world.supplier, "X", price="12", stock=100)
    return world


def moment() -> datetime:
    """The transaction's own, which is when everything in a test is asked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0].astimezone(UTC)


def ways(world: World) -> dict[str, bool]:
    """Whether each way to the goods says that W is sold."""
    actor = make_actor(world.buyer, BUY)
    program = make_program(world.buyer, *BUY)
    line = LineRequest("W", Decimal(1))
    found: dict[str, bool] = {}
    with acting(actor):
        fill_cart(actor, world.storefront.id, [LineRequest("X", Decimal(1))])
        shop = world.storefront.id
        found["list"] = "W" in [each.sku for each in list_products(actor, shop).items]
        found["grouped"] = "W" in [
            each.sku for each in list_products(actor, shop, Wanted(grouped=True)).items
        ]
        found["search"] = "W" in [each.sku for each in list_products(actor, shop, Wanted("w")).items]
        found["category"] = "W" in [
            each.sku for each in list_products(actor, shop, Wanted(category="all", grouped=True)).items
        ]
        found["shelf"] = "W" in [
            each.item.sku for each in shelf(actor, world.storefront, world.buyer.id).items
        ]
        found["counts"] = facets(actor, shop).total == 2
        found["tree"] = [each.count for each in categories(actor, shop)] == [2]
        found["typed"] = "W" in recognise(actor, shop, ["W"])
        found["goods"] = bool(find_goods(actor, shop, ["W"]))
        found["page"] = _is_there(lambda: product(actor, shop, "W"))
        found["cart"] = not fill_cart(actor, shop, [line]).unknown
        found["order"] = _is_there(
            lambda: place_order(actor, OrderRequest(lines=[line], payment_method="transfer"))
        )
    check = program.post("/price-checks", {"lines": [{"sku": "W", "quantity": "1"}]})
    found["price check"] = check.status == 200
    found["api"] = program.get("/products/W").status == 200
    return found


def _is_there(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except (NotFound, Invalid):
        return False
    return True


def seller(world: World):
    return make_actor(world.supplier, SELL)


CASES = {
    "begins later": (LEAST, None, False),
    "begins now": (timedelta(), None, True),
    "ends now": (None, timedelta(), False),
    "ends later": (None, LEAST, True),
    "is over": (-2 * LEAST, -LEAST, False),
}


@pytest.mark.parametrize("what", ["product", "offer"])
@pytest.mark.parametrize("case", CASES)
def test_every_way_agrees_at_the_instant(world: World, what: str, case: str) -> None:
    start, end, is_sold = CASES[case]
    starts_at, ends_at = (None if each is None else moment() + each for each in (start, end))
    if what == "product":
        schedule_sale(seller(world), "W", starts_at, ends_at)
    else:
        limit_offer(seller(world), "W", starts_at, ends_at)
    told = ways(world)
    assert told == dict.fromkeys(told, is_sold)


@pytest.mark.parametrize(("regions", "is_sold"), [(["44"], True), (["4401"], True), (["11", "54"], False)])
def test_every_way_agrees_about_regions(world: World, regions: list[str], is_sold: bool) -> None:
    limit_offer(seller(world), "W", regions=regions)
    told = ways(world)
    assert told == dict.fromkeys(told, is_sold)


def test_nothing_limits_it_any_more(world: World) -> None:
    limit_offer(seller(world), "W", moment() + LEAST, None, ["11"])
    schedule_sale(seller(world), "W", moment() + LEAST, None)
    limit_offer(seller(world), "W")
    schedule_sale(seller(world), "W", None, None)
    assert all(ways(world).values())
    with acting(world.system):
        assert Listing.objects.get(market_id=world.market.id, sku="W").always


def test_another_offer_stays_open(world: World) -> None:
    other = make_organisation(world.market.id, "supplier")
    with acting(world.system):
        variant = Listing.objects.get(market_id=world.market.id, sku="W").variant
        Offer.objects.create(market_id=world.market.id, variant=variant, seller=other, position=1)
    make_price(other, variant, "11")
    limit_offer(seller(world), "W", moment() + LEAST, None)
    actor = make_actor(world.buyer, BUY)
    with acting(actor):
        goods = find_goods(actor, world.storefront.id, ["W"])["W"]
    assert [offer.seller_code for offer in goods.offers] == [other.code]


def test_times_and_regions_that_make_no_sense_are_told(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        limit_offer(seller(world), "W", moment(), moment() - LEAST, ["99", "44"])
    assert {fault.path for fault in refused.value.faults} == {"ends_at", "regions"}
    with pytest.raises(Invalid):
        schedule_sale(seller(world), "W", moment(), moment())
    with pytest.raises(NotFound):
        limit_offer(seller(world), "NOWHERE")


def test_a_seller_schedules_only_its_own(world: World) -> None:
    stranger = make_actor(make_organisation(world.market.id, "supplier"), SELL)
    for ask in (
        lambda: schedule_sale(stranger, "W", None, None),
        lambda: save_links(stranger, "W", LinkKind.SUBSTITUTE, ["X"]),
        lambda: schedule_sale(make_actor(world.supplier), "W", None, None),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_links_say_what_is_wrong_with_them(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        save_links(seller(world), "W", LinkKind.SUBSTITUTE, ["W", "NOWHERE", "X"])
    assert {fault.path for fault in refused.value.faults} == {"others.0", "others.1"}


def test_what_is_withdrawn_points_to_what_follows_it(world: World) -> None:
    save_links(seller(world), "W", LinkKind.SUCCESSOR, ["X"])
    actor = make_actor(world.buyer, BUY)
    with acting(actor), pytest.raises(NotFound):
        gone(actor, world.storefront.id, "W")
    withdraw_product(seller(world), "W")
    with acting(actor):
        assert [item.sku for item in gone(actor, world.storefront.id, "W").instead] == ["X"]
    # What the buyer isn't shown takes nobody's place.
    limit_offer(seller(world), "X", regions=["11"])
    with acting(actor), pytest.raises(NotFound):
        gone(actor, world.storefront.id, "W")


def test_a_line_that_is_stuck_is_exchanged(world: World) -> None:
    save_links(seller(world), "W", LinkKind.SUBSTITUTE, ["X"])
    actor = make_actor(world.buyer, BUY)
    set_cart_line(actor, world.storefront.id, "W", Decimal(3))
    schedule_sale(seller(world), "W", None, moment())
    with acting(actor):
        [row] = cart(actor, world.storefront.id, "CNY").rows
        assert (row.fault.code, row.instead.sku) == ("not-for-sale", "X")
    assert exchange_cart_line(actor, world.storefront.id, row.line.id) == "X"
    with acting(actor):
        lines = CartLine.objects.filter(market_id=world.market.id).values_list("variant__sku", "quantity")
        assert list(lines) == [("X", Decimal(3))]
    with pytest.raises(NotFound):
        exchange_cart_line(actor, world.storefront.id, row.line.id)
    with acting(actor):
        assert instead_of(actor, world.storefront.id, []) == {}
