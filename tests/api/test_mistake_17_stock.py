"""mistakes.md 17, of stock: where a seller doesn't show the number, it stands in no answer, no page and no refusal."""

from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.set_display_rules import DisplayEntry, set_display_rules
from dinghuo.members.models import Level, LevelGrant
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest
from dinghuo.ordering.actions.place_orders import place_orders
from dinghuo.ordering.actions.save_supply import SupplyEntry, save_supply
from dinghuo.ordering.errors import OutOfStock
from dinghuo.ordering.queries.shelf import shelf
from dinghuo.organisations.models import CustomerGroup, CustomerGroupMember
from tests.makers import make_actor, make_goods, make_organisation, make_world
from tests.makers.calls import CALLS
from tests.makers.days import ahead
from tests.makers.goods import ALWAYS
from tests.makers.staff import make_staff

pytestmark = pytest.mark.django_db
#: What is there, as nothing else in an answer is written.
NUMBER = "73917"
GROUP, LEVEL = "chains", "gold"
SET = ("inventory.set_display_rules", "inventory.see_stock")
LISTS = [
    path
    for method, path, _call in CALLS
    if method == "GET" and "{" not in path and not path.startswith("/exports")
]


@pytest.fixture
def world():
    world = make_world("100000000")
    make_goods(world.supplier, "WATER", "1", stock=NUMBER)
    with acting(world.system):
        market = {"market_id": world.market.id}
        group = CustomerGroup.objects.create(**market, key=GROUP, name="Chains")
        CustomerGroupMember.objects.create(**market, group=group, buyer=world.buyer)
        level = Level.objects.create(**market, key=LEVEL, name="Gold", rank=1)
        LevelGrant.objects.create(**market, buyer=world.buyer, level=level, valid=ALWAYS, granted_by="x")
    return world


def show(world, *entries: DisplayEntry, by=None) -> None:
    set_display_rules(make_actor(by or world.supplier, SET), entries)


def texts(world) -> list[str]:
    """Every list that the buyer's program can read, the sheet, and what refusals of an order say."""
    buyer = make_staff(world, limit="100000000").buyer
    order = {"lines": [{"sku": "WATER", "quantity": "90000"}], "payment": {"method": "credit"}}
    answers = [buyer.get(path) for path in [*LISTS, "/products/WATER", "/products?in_stock=true"]]
    answers += [buyer.post("/orders", order), buyer.post("/orders", order | {"dry_run": True})]
    answers.append(buyer.post("/orders/batch", {"orders": [order, order]}))
    assert {answer.status for answer in answers} >= {200, 409}
    return [answer.content.decode() for answer in answers]


@pytest.mark.parametrize("shows", ["bands", "yes-no", "hidden"])
def test_the_number_is_in_no_answer(world, shows):
    assert any(NUMBER in text for text in texts(world)), "without a rule it is told"
    show(world, DisplayEntry(shows))
    assert [text for text in texts(world) if NUMBER in text] == []


def test_a_dry_run_does_not_tell_what_would_have_to_wait(world):
    make_goods(world.supplier, "TEA", "1", stock=NUMBER, backorder_allowed=True)
    supplier = make_actor(world.supplier, ["ordering.save_supply", *SET])
    save_supply(supplier, SupplyEntry("TEA", Decimal(50000), ahead(9), "PO-1"))
    buyer = make_staff(world, limit="100000000").buyer
    order = {"lines": [{"sku": "TEA", "quantity": "90000"}], "payment": {"method": "credit"}, "dry_run": True}
    assert buyer.post("/orders", order)["orders"][0]["lines"][0]["promised"] == str(90000 - int(NUMBER))
    show(world, DisplayEntry("bands"))
    assert buyer.post("/orders", order)["orders"][0]["lines"][0]["promised"] == "0"


def test_bands_are_told_instead_and_what_is_sure_can_be_ordered(world):
    show(world, DisplayEntry("bands", bands=(1000, 50)))
    buyer = make_staff(world).buyer
    answer = buyer.get("/products/WATER")
    assert (answer["available"], answer["stock"]) == (
        None,
        {"shows": "bands", "at_least": "1000", "in_stock": True},
    )
    request = OrderRequest([LineRequest("WATER", Decimal(90000))], "credit")
    (refusal,) = place_orders(world.purchaser(), [request])
    assert isinstance(refusal, OutOfStock)
    assert refusal.message == "There is less in stock than you want. Left: Article WATER: 1000+ 瓶."
    assert (refusal.lines[0]["available"], refusal.lines[0]["at_least"]) == (None, "1000")
    assert refusal.instead == {"lines": [{"sku": "WATER", "quantity": "1000", "unit": "瓶"}]}


def test_the_nearest_rule_counts_and_of_groups_the_one_that_tells_least(world):
    def seen(buyer) -> str:
        actor = make_actor(buyer, ["catalogue.see_products"])
        with acting(actor):
            return shelf(actor, world.storefront, buyer.id).items[0].stock.shows.value

    stranger = make_organisation(world.market.id, "buyer")
    assert (seen(world.buyer), seen(stranger)) == ("exact", "exact")
    show(world, DisplayEntry("hidden"), by=world.operator)
    assert (seen(world.buyer), seen(stranger)) == ("hidden", "hidden"), "the storefront's owner"
    steps = [
        (DisplayEntry("yes-no"), "yes-no", "yes-no"),
        (DisplayEntry("exact", level=LEVEL), "exact", "yes-no"),
        (DisplayEntry("bands", group=GROUP), "bands", "yes-no"),
        (DisplayEntry("", group=GROUP), "exact", "yes-no"),
        (DisplayEntry(""), "exact", "hidden"),
    ]
    for entry, known, other in steps:
        show(world, entry)
        assert (seen(world.buyer), seen(stranger)) == (known, other), entry
    with acting(world.system):
        group = CustomerGroup.objects.create(market_id=world.market.id, key="vip", name="VIP")
        CustomerGroupMember.objects.create(market_id=world.market.id, group=group, buyer=world.buyer)
    show(world, DisplayEntry("exact", group="vip"), DisplayEntry("yes-no", group=GROUP))
    assert seen(world.buyer) == "yes-no"


def test_the_seller_and_the_operator_see_the_number(world):
    show(world, DisplayEntry("hidden"))
    for house in (world.supplier, world.operator):
        actor = make_actor(house, ["catalogue.see_products"])
        with acting(actor):
            assert shelf(actor, world.storefront, world.buyer.id).items[0].stock.quantity == int(NUMBER)


def test_who_hides_its_stock_is_not_found_by_what_is_in_stock(world):
    actor = make_actor(world.buyer, ["catalogue.see_products"])

    def found() -> int:
        with acting(actor):
            return len(shelf(actor, world.storefront, world.buyer.id, in_stock_only=True).items)

    assert found() == 1
    show(world, DisplayEntry("hidden"))
    assert found() == 0
    show(world, DisplayEntry("yes-no"))
    assert found() == 1


def test_a_market_without_rules_pays_nothing_and_one_with_them_one_statement_a_page(world):
    buyer = make_actor(world.buyer, ["catalogue.see_products", "pricing.see_prices"])

    def statements() -> int:
        with acting(buyer), CaptureQueriesContext(connection) as made:
            shelf(buyer, world.storefront, world.buyer.id)
        return len(made)

    counts = [statements()]
    show(world, DisplayEntry("bands"))
    counts.append(statements())
    make_goods(make_organisation(world.market.id, "supplier"), "TEA", stock=3)
    counts.append(statements())
    assert [later - earlier for earlier, later in pairwise(counts)] == [1, 0]
