"""What-if: it says what placing would do, to the last figure, and only reads."""

from decimal import Decimal
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.finance.actions.save_credit_line import save_credit_line
from dinghuo.finance.models import PrepaidBalance
from dinghuo.finance.queries.credit_for import credit_for
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Invalid, Refusal
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, Placement, place_order
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.errors import OutOfStock
from dinghuo.ordering.models import Order
from tests.makers import World, make_goods, make_organisation, make_price, make_world

D = Decimal
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def test_it_says_what_would_happen_and_leaves_no_trace(world):
    goods = make_goods(world.supplier, price="100", stock=50)
    request = OrderRequest([LineRequest(goods.sku, Decimal(6))], "credit")
    preview = preview_order(world.purchaser(limit="500"), request)
    assert (preview.total, preview.needs_approval) == (600, True)
    assert [(one.used, one.available) for one in preview.credit] == [(600, 9400)]
    with acting(world.system):
        assert not Order.objects.exists()
        assert not EventRow.objects.exists()
        world.credit.refresh_from_db()
        assert world.credit.used == 0


def test_it_refuses_what_placing_would_refuse(world):
    goods = make_goods(world.supplier, stock=5)
    with pytest.raises(OutOfStock):
        preview_order(world.purchaser(), OrderRequest([LineRequest(goods.sku, Decimal(6))], "credit"))


@pytest.mark.parametrize("method", ["credit", "transfer", "prepaid"])
def test_it_draws_no_number_and_locks_and_writes_nothing(world, method):
    goods = make_goods(world.supplier, stock=50)
    in_hand(world, world.supplier, "1000")
    before = draw_numbers(world.market.id, "SO")[0]
    buyer = world.purchaser()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        preview_order(buyer, OrderRequest([LineRequest(goods.sku, Decimal(6))], method))
    for query in asked.captured_queries:
        words = query["sql"].upper()
        assert not any(word in words for word in ("INSERT", "UPDATE", "DELETE ")), words
    after = draw_numbers(world.market.id, "SO")[0]
    assert int(after[-6:]) == int(before[-6:]) + 1


@pytest.mark.parametrize("seed", range(8))
def test_placing_does_just_what_was_foreseen(seed):
    """Carts of every kind, one after the other until stock, credit and money in hand run out."""
    chance = Random(seed)
    world = make_world(limit=str(chance.choice([600, 3000])), minimum_order=D(20))
    sellers = [world.supplier, make_organisation(world.market.id, "supplier")]
    save_credit_line(
        Actor.system(world.market.id), world.buyer.id, "CNY", D(400), 30, creditor_id=sellers[1].id
    )
    for seller in sellers:
        in_hand(world, seller, "250")
    shelf = [stocked(seller, chance) for seller in sellers for _ in range(4)]
    outcomes = [foreseen_and_done(world, chance, shelf) for _ in range(14)]
    assert len(set(outcomes)) > 2, outcomes


def foreseen_and_done(world: World, chance: Random, shelf: list) -> str:
    """Preview a random cart, place it, compare; the kind of the outcome."""
    buyer = world.purchaser(limit=chance.choice([None, "150"]))
    rows = [
        LineRequest(goods.sku, D(chance.choice([1, 3, 8, 20])), chance.choice([None, "箱"]))
        for goods in chance.choices(shelf, k=chance.randint(1, 4))
    ]
    request = OrderRequest(rows, chance.choice(["credit", "credit", "transfer", "prepaid"]))
    foreseen, told = tried(preview_order, buyer, request)
    done, said = tried(place_order, buyer, request)
    assert told == said
    if done is None:
        assert foreseen is None
        return said[0]
    assert figures(foreseen.placement) == figures(done)
    assert (foreseen.total, foreseen.needs_approval) == (
        done.group.total,
        any(order.approval == "pending" for order in done.orders),
    )
    with acting(buyer):
        assert foreseen.credit == credit_for(buyer, world.buyer.id)
    return done.orders[0].payment_method


def tried(action, buyer: Actor, request: OrderRequest) -> tuple:
    """What came of it, and how it was refused."""
    try:
        return action(buyer, request), ("", "", [], {})
    except Refusal as refusal:
        return None, (refusal.type, refusal.message, refusal.lines, refusal.instead)
    except Invalid as wrong:
        return None, ("invalid", str(wrong), [], {})


def figures(placed: Placement) -> list:
    """All that was decided, but for ids, numbers and instants."""
    return [
        [
            (order.seller_id, order.state, order.approval, order.payment_state, order.total, order.tax)
            + (order.paid, order.payable, order.credit_line_id, order.delivery_address)
            for order in placed.orders
        ],
        [
            (line.position, line.sku, line.unit_price, line.extended, line.tax, line.total, line.held)
            + (line.explanation, line.ordered)
            for line in placed.lines
        ],
    ]


def stocked(seller, chance: Random):
    """An article of which there is little, in pieces and boxes, cheaper in quantity."""
    goods = make_goods(
        seller,
        price=str(D(chance.randint(100, 999)) / 100),
        stock=chance.choice([0, 7, 60, 200]),
        box=6,
        backorder_allowed=chance.random() < 0.4,
        multiple=chance.choice([1, 1, 3]),
    )
    make_price(seller, goods, "1.25", min_quantity=D(10))
    return goods


def in_hand(world: World, seller, amount: str) -> None:
    """Money that the buyer has paid in with a seller."""
    with acting(world.system):
        PrepaidBalance.objects.create(
            market_id=world.market.id, creditor=seller, debtor=world.buyer, currency="CNY", balance=D(amount)
        )
