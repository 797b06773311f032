"""mistakes.md 17: what somebody may not see stands in no answer of the API and in no file of a list, in no column."""

import re
from decimal import Decimal

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import UnitCost
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.organisations.models import Customer
from dinghuo.pricing.models import Price, PriceList
from tests.makers import make_actor, make_goods, make_organisation, make_world
from tests.makers.calls import CALLS
from tests.makers.goods import ALWAYS
from tests.makers.staff import BUY, SEE, SELL, make_program

pytestmark = pytest.mark.django_db
#: Figures that stand nowhere else: what goods cost their seller, what another customer pays, a rival's shelf.
COST, OF_ANOTHER, RIVALS = "3.1797", "7.4143", "5.9311"
LISTS = [
    (path, call)
    for method, path, call in CALLS
    if method == "GET" and "{" not in path and not path.startswith("/exports")
]
FORBIDDEN_WORDS = re.compile(r'"(cost|unit_cost|margin|purchase_price|floor|password|secret_hash)"')


@pytest.fixture
def market():
    """Water with a cost and a price for another customer; a rival's stock and price list; another customer's order."""
    world = make_world("100000")
    water = make_goods(world.supplier, "WATER", "9", stock=500)
    rival = make_organisation(world.market.id, "supplier")
    other = make_organisation(world.market.id, "buyer")
    rivals = make_goods(rival, "TEA", "9", stock="431")
    with acting(world.system):
        Customer.objects.create(market_id=world.market.id, buyer=other, storefront=world.storefront)
        whole = {"market_id": world.market.id}
        UnitCost.objects.create(**whole, owner=world.supplier, variant=water, cost=Decimal(COST))
        for key, seller, buyer, variant, amount in (
            ("contract-other", world.supplier, other, water, OF_ANOTHER),
            ("rival-secret", rival, other, rivals, RIVALS),
        ):
            kept = PriceList.objects.create(
                **whole, key=key, name=key, seller=seller, kind="customer", buyer=buyer, currency="CNY"
            )
            Price.objects.create(
                **whole, list=kept, variant=variant, unit="瓶", amount=Decimal(amount), valid=ALWAYS
            )
    order = OrderRequest(lines=[LineRequest("TEA", Decimal(2))], payment_method="transfer")
    number = place_order(make_actor(other, BUY), order).orders[0].number
    return world, number


def answers(program):
    """Every list of the API, and every list that is saved as a file."""
    for path, _call in LISTS:
        yield path, program.get(path)
    for name in ("orders", "order-lines", "goods", "stock", "prices", "invoices", "payments"):
        yield f"exports {name}", program.get(f"/exports?name={name}&format=csv")


def test_a_buyer_is_told_no_cost_and_nothing_of_another_customer(market):
    world, number = market
    buyer = make_program(world.buyer, *BUY)
    seen = 0
    for path, answer in answers(buyer):
        told = answer.content.decode("utf-8-sig")
        seen += answer.status == 200
        for secret in (COST, OF_ANOTHER, RIVALS, number, "contract-other", "rival-secret"):
            assert secret not in told, (path, secret)
        assert not FORBIDDEN_WORDS.search(told), path
    assert seen > 10
    assert "9.00" in buyer.get("/products/WATER").content.decode()


def test_a_seller_is_told_nothing_of_a_rival(market):
    world, number = market
    seller = make_program(world.supplier, *SELL)
    for path, answer in answers(seller):
        told = answer.content.decode("utf-8-sig")
        for secret in (RIVALS, "431", number, "rival-secret"):
            assert secret not in told, (path, secret)


def test_who_sees_goods_without_prices_finds_none_in_any_answer(market):
    world, _number = market
    watcher = make_program(world.buyer, *[name for name in SEE if name != "pricing.see_prices"])
    for path in ("/products", "/products/WATER"):
        answer = watcher.get(path)
        assert answer.status in (200, 403), path
        assert '"9.00' not in answer.content.decode()
