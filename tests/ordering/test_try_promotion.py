"""A promotion tried on a past order: the same as if it had run, without a trace; and why it gives nothing."""

from decimal import Decimal

import pytest

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.permissions import VIEW
from dinghuo.ordering.queries.try_promotion import try_promotion
from dinghuo.pricing.models import PriceList
from dinghuo.promotions.actions.save_promotion import (
    Benefit,
    Named,
    PromotionInput,
    Terms,
    save_promotion,
)
from dinghuo.promotions.models import Discount, Promotion, Redemption
from dinghuo.promotions.permissions import PERMISSIONS
from tests.makers import make_actor, make_goods, make_organisation, make_world
from tests.makers.promotions import make_promotion

D = Decimal
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def goods(world):
    return [make_goods(world.supplier, price=price, stock=500) for price in ("3.33", "7.10")]


def seller_of(organisation):
    return make_actor(organisation, dict.fromkeys([*PERMISSIONS, VIEW]), "Chen Wei")


def placed(world, goods):
    rows = [LineRequest(each.sku, D(7)) for each in goods]
    return place_order(world.purchaser(), OrderRequest(lines=rows, payment_method="credit"))


def written(actor, terms, **columns):
    row = PromotionInput(name="Tried", terms=terms, currency="CNY", starts_at=now(), **columns)
    save_promotion(actor, "tried", row)


def tried(actor, number):
    with acting(actor):
        return try_promotion(actor, "tried", number)


def test_a_draft_would_have_given_what_it_gives_once_it_runs(world, goods):
    actor = seller_of(world.supplier)
    number = placed(world, goods).orders[0].number
    written(actor, Terms(Benefit.PERCENT, D("7.5")), needs_code=True, budget=D(1))
    trial = tried(actor, number)
    with acting(world.system):
        assert not Discount.objects.exists()
        assert not Redemption.objects.exists()
        assert Promotion.objects.get().state == "draft"
    make_promotion(actor, "same", value="7.5")
    for_real = placed(world, goods)
    assert trial.off == for_real.orders[0].discount > 0
    assert [off for _line, off in trial.lines] == [line.discount for line in for_real.lines]


def test_what_it_is_not_for_gives_nothing_and_says_why(world, goods):
    actor = seller_of(world.supplier)
    number = placed(world, goods).orders[0].number
    other = make_organisation(world.market.id, "buyer")
    spare = make_goods(world.supplier, price="1", stock=1)
    for terms, columns, words in (
        (Terms(Benefit.PERCENT, D(10), least_amount=D(100)), {}, "26.99 CNY more"),
        (Terms(Benefit.PERCENT, D(10)), {"goods": [Named("sku", spare.sku)]}, "Nothing it is for"),
        (Terms(Benefit.PERCENT, D(10)), {"whom": [Named("customer", other.code)]}, "this customer"),
    ):
        written(actor, terms, **columns)
        trial = tried(actor, number)
        assert (trial.off, trial.lines) == (0, [])
        assert words in trial.why


def test_a_second_order_is_no_first_one(world, goods):
    actor = seller_of(world.supplier)
    numbers = [placed(world, goods).orders[0].number for _time in range(2)]
    written(actor, Terms(Benefit.PERCENT, D(10), first_order=True))
    assert [tried(actor, number).off > 0 for number in numbers] == [True, False]


def test_prices_of_a_contract_take_none_unless_it_says_so(world, goods):
    actor = seller_of(world.supplier)
    number = placed(world, goods).orders[0].number
    written(actor, Terms(Benefit.PERCENT, D(10)))
    with acting(world.system):
        PriceList.objects.update(kind="contract", buyer=world.buyer)
    assert tried(actor, number).off == 0
    with acting(world.system):
        PriceList.objects.update(promotable=True)
    assert tried(actor, number).off > 0


def test_others_orders_and_promotions_are_not_there(world, goods):
    number = placed(world, goods).orders[0].number
    written(seller_of(world.supplier), Terms(Benefit.PERCENT, D(10)))
    stranger = seller_of(make_organisation(world.market.id, "supplier"))
    with pytest.raises(NotFound):
        tried(stranger, number)
    save_promotion(
        stranger,
        "own",
        PromotionInput(name="Own", terms=Terms(Benefit.PERCENT, D(10)), currency="CNY", starts_at=now()),
    )
    with acting(stranger), pytest.raises(NotFound):
        try_promotion(stranger, "own", number)
