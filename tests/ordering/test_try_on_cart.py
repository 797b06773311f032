"""A promotion tried on what a customer has in its cart: the same as ordering would get, seen by who runs the market."""

from decimal import Decimal as D

import pytest

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.fill_cart import LineRequest, fill_cart
from dinghuo.ordering.actions.place_cart import OrderRequest, place_cart
from dinghuo.ordering.permissions import VIEW
from dinghuo.ordering.queries.try_on_cart import try_on_cart
from dinghuo.pricing.models import PriceList
from dinghuo.promotions.actions.save_promotion import Benefit, PromotionInput, Terms, save_promotion
from dinghuo.promotions.actions.start_promotion import start_promotion
from dinghuo.promotions.permissions import PERMISSIONS
from tests.makers import make_actor, make_goods, make_organisation, make_world
from tests.makers.keys import Program

pytestmark = pytest.mark.django_db
GRANTS = dict.fromkeys([*PERMISSIONS, VIEW, "pricing.price_for_customer"])


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def boss(world):
    return make_actor(world.operator, GRANTS, "Zhao Min")


@pytest.fixture
def buyer(world):
    """Somebody with 3 and 7 pieces in the cart, 59.69 in all."""
    person = world.purchaser()
    goods = [make_goods(world.supplier, price=price, stock=500) for price in ("3.33", "7.10")]
    wanted = [LineRequest(each.sku, D(n)) for each, n in zip(goods, (3, 7), strict=True)]
    fill_cart(person, world.storefront.id, wanted)
    return person


def write(boss, terms, **columns):
    save_promotion(boss, "T", PromotionInput("Tried", terms, "CNY", now(), **columns))


def tried(actor, code):
    with acting(actor):
        return try_on_cart(actor, "T", code)


def test_a_draft_gives_what_ordering_the_cart_gets_once_it_runs(world, boss, buyer):
    write(boss, Terms(Benefit.PERCENT, D("7.5")))
    trial = tried(boss, world.buyer.code)
    assert (trial.subtotal, trial.off) == (D("59.69"), D("4.48"))
    start_promotion(boss, "T")
    placed = place_cart(buyer, world.storefront.id, OrderRequest(payment_method="credit"))
    assert [line.discount for line in placed.lines] == [off for _line, off in trial.lines]
    assert tried(boss, world.buyer.code).why == "There is nothing in its cart."


def test_why_it_gives_nothing_is_told(world, boss, buyer):
    write(boss, Terms(Benefit.AMOUNT, D(5), least_amount=D(100)))
    assert "40.31 CNY more" in tried(boss, world.buyer.code).why
    write(boss, Terms(Benefit.AMOUNT, D(5)))
    with acting(world.system):
        PriceList.objects.update(kind="contract", buyer=world.buyer)
    assert "take no promotions" in tried(boss, world.buyer.code).why


def test_nobody_else_looks_into_a_customers_cart(world, boss, buyer):
    write(boss, Terms(Benefit.PERCENT, D(10)), seller=world.supplier.code)
    with pytest.raises(NotFound):
        tried(make_actor(world.supplier, GRANTS), world.buyer.code)
    with pytest.raises(NotAllowed):
        tried(make_actor(world.operator, dict.fromkeys(PERMISSIONS)), world.buyer.code)
    with pytest.raises(NotFound):
        tried(boss, "NOBODY")


def test_a_program_asks_too(world, boss, buyer):
    write(boss, Terms(Benefit.PERCENT, D("7.5")))
    program = Program(boss)
    answer = program.get(f"/promotions/T/trial?customer={world.buyer.code}")
    assert (answer["order"], answer["customer"], answer["off"]) == (None, world.buyer.code, "4.48")
    assert [line["off"] for line in answer["lines"]] == ["0.75", "3.73"]
    other = make_organisation(world.market.id, "buyer")
    assert program.get(f"/promotions/T/trial?customer={other.code}")["off"] == "0.00"
