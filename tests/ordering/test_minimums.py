"""What orders must and should come to: what blocks, what costs a fee, and who pays which part of it."""

from decimal import Decimal as D
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.place_order import place_order
from dinghuo.ordering.actions.place_orders import place_orders
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.actions.propose_change import propose_change
from dinghuo.ordering.actions.save_order_minimum import SAVE, MinimumInput, save_order_minimum
from dinghuo.ordering.errors import BelowMinimumOrder
from dinghuo.ordering.rules.minimums import fee_of, fees, gaps
from dinghuo.organisations.actions.storefronts.remove_order_minimum import REMOVE, remove_order_minimum
from dinghuo.organisations.rules.minimums import Minimum
from tests.makers import make_goods, make_world
from tests.makers.people import make_actor, make_organisation
from tests.makers.promotions import make_promotion, sellers_promoter
from tests.ordering.test_place_order import lines

pytestmark = pytest.mark.django_db
FEE = {"threshold": D(500), "fee": D(30), "fee_tax_rate": D("0.13"), "note": "Small orders cost us a trip."}


def ask(world, **wanted):
    return save_order_minimum(world.system, MinimumInput(**wanted))


def test_below_the_threshold_the_order_costs_a_fee_that_every_figure_holds():
    world = make_world(limit="10000")
    goods = make_goods(world.supplier, stock=500)
    ask(world, **FEE)
    shown = preview_order(world.purchaser(), lines((goods, 38)))
    [order] = place_order(world.purchaser(), lines((goods, 38))).orders
    assert (order.subtotal, order.fee, order.fee_tax, order.total) == (380, 30, D("3.45"), 410)
    assert order.tax == D("43.72") + D("3.45")
    assert order.payable == order.total == shown.total == shown.placement.orders[0].total
    assert order.fees[0]["threshold"] == "500"
    assert order.fees[0]["note"] == FEE["note"]
    with acting(world.system):
        world.credit.refresh_from_db()
        assert world.credit.ordered == 410
        assert verify_books(world.system) == []
    [free] = place_order(world.purchaser(), lines((goods, 50))).orders
    assert (free.fee, free.total, free.fees) == (0, 500, [])


def test_the_fee_counts_towards_what_somebody_may_order_alone():
    world = make_world()
    goods = make_goods(world.supplier, stock=500)
    ask(world, **FEE)
    assert place_order(world.purchaser(limit="400"), lines((goods, 38))).orders[0].approval == "pending"
    assert place_order(world.purchaser(limit="410"), lines((goods, 38))).orders[0].approval == "not_needed"


def test_a_share_is_rounded_once_and_a_change_leaves_the_fee_as_it_was_agreed():
    world = make_world()
    goods = make_goods(world.supplier, stock=500, price="9.99")
    ask(world, threshold=D(500), fee_percent=D("2.5"))
    [order] = place_order(world.purchaser(), lines((goods, 7))).orders
    assert (order.subtotal, order.fee, order.total) == (D("69.93"), D("1.75"), D("71.68"))
    change = propose_change(
        world.purchaser(), order.number, 1, [{"kind": "quantity", "line": 1, "quantity": "100"}], "More"
    )
    assert change.consequences["total_after"] == "1000.75"


def test_the_nearest_agreement_counts_as_a_whole():
    world = make_world(minimum_order=D(100))
    goods = make_goods(world.supplier, stock=500)
    ask(world, storefront="main", least=D(50))
    assert place_order(world.purchaser(), lines((goods, 5))).orders
    ask(world, buyer=world.buyer.code, threshold=D(300), fee=D(10))
    [order] = place_order(world.purchaser(), lines((goods, 1))).orders
    assert order.fee == 10
    ask(world, buyer=world.buyer.code, storefront="main", least=D(20))
    with pytest.raises(BelowMinimumOrder) as small:
        place_order(world.purchaser(), lines((goods, 1)))
    assert small.value.instead == {"missing": "10.00"}
    other = make_organisation(world.market.id, "buyer")
    ask(world, buyer=other.code, least=D(9000))
    assert place_order(world.purchaser(), lines((goods, 2))).orders[0].fee == 0


def test_a_seller_asks_of_its_own_orders_only_and_all_together_share_the_other_fee():
    world = make_world()
    second = make_organisation(world.market.id, "supplier")
    mine, theirs = make_goods(world.supplier, stock=500), make_goods(second, "T", stock=500)
    ask(world, seller=second.code, threshold=D(200), fee=D(20))
    ask(world, threshold=D(400), fee=D(10))
    orders = place_order(world.purchaser(), lines((mine, 20), (theirs, 10))).orders
    assert {order.seller_id: order.fee for order in orders} == {
        world.supplier.id: D("6.67"),
        second.id: D("23.33"),
    }
    ask(world, seller=second.code, least=D(150))
    with pytest.raises(BelowMinimumOrder, match="this seller"):
        place_order(world.purchaser(), lines((mine, 20), (theirs, 10)))
    assert place_order(world.purchaser(), lines((mine, 20))).orders[0].fee == 10


def test_a_representative_agrees_on_small_orders_and_a_batch_answers_like_single_orders():
    world = make_world()
    goods = make_goods(world.supplier, stock=500)
    ask(world, least=D(100), **FEE)
    sent = place_order(world.representative(), lines((goods, 1), buyer=world.buyer.code))
    assert sent.orders[0].fee == 0
    small, near, enough = place_orders(
        world.purchaser(), [lines((goods, 1)), lines((goods, 38)), lines((goods, 60))]
    )
    assert isinstance(small, BelowMinimumOrder)
    assert (near.orders[0].fee, enough.orders[0].fee) == (30, 0)


AMOUNT = st.decimals(0, 10**6, places=2)
SELLERS = [UUID(int=n) for n in range(1, 5)]


@given(st.lists(AMOUNT, min_size=1, max_size=4), AMOUNT, AMOUNT)
def test_the_parts_of_a_fee_are_the_whole_fee(amounts, threshold, fee):
    totals = dict(zip(SELLERS, amounts, strict=False))
    found = gaps([Minimum(None, threshold=threshold, fee=fee, tax_rate=D("0.13"))], totals, "CNY")
    parts = [fee_of(kept) for kept in fees(found, "CNY").values()]
    owed = fee if sum(amounts) < threshold else 0
    assert sum(part for part, _tax in parts) == owed
    assert all(0 <= tax <= part for part, tax in parts)


def test_what_makes_no_sense_is_told_all_at_once():
    world = make_world()
    with pytest.raises(Invalid) as wrong:
        ask(
            world,
            buyer="nobody",
            storefront="nowhere",
            least=D(100),
            threshold=D(50),
            fee=D(1),
            fee_percent=D(2),
        )
    assert {(fault.path, fault.code) for fault in wrong.value.faults} == {
        ("buyer", "unknown"),
        ("storefront", "unknown"),
        ("threshold", "order"),
        ("fee_percent", "one-of"),
    }


def test_a_house_takes_away_its_own_agreements_only():
    world = make_world()
    goods = make_goods(world.supplier, stock=500)
    row = ask(world, seller=world.supplier.code, least=D(100))
    foreign = make_organisation(world.market.id, "supplier")
    with pytest.raises(NotFound):
        remove_order_minimum(make_actor(foreign, [REMOVE]), row.id)
    with pytest.raises(NotAllowed):
        remove_order_minimum(world.seller(), row.id)
    remove_order_minimum(make_actor(world.supplier, [REMOVE]), row.id)
    assert place_order(world.purchaser(), lines((goods, 1))).orders


def test_a_seller_asks_of_its_own_orders_and_of_no_others():
    world = make_world()
    other = make_organisation(world.market.id, "supplier")
    seller = make_actor(world.supplier, [SAVE])
    with pytest.raises(Invalid, match="seller"):
        save_order_minimum(seller, MinimumInput(seller=other.code, least=D(1)))
    with pytest.raises(Invalid, match="storefront"):
        save_order_minimum(seller, MinimumInput(least=D(1)))
    assert save_order_minimum(seller, MinimumInput(seller=world.supplier.code, least=D(1))).least == 1


def test_two_who_save_the_same_at_once_make_one(live, two_at_once):
    world = make_world()
    ids = two_at_once(lambda: ask(world, least=D(5)).id, lambda: ask(world, least=D(5)).id)
    assert len(set(ids)) == 1


@pytest.mark.parametrize(("off", "fee", "total"), [("10", D(0), D(500)), ("60", D(30), D(480))])
def test_the_threshold_asks_what_is_left_after_promotions(off, fee, total):
    """510 less 10 reaches the 500; less 60 it doesn't. The fee isn't discounted, and the buyer owes just the sum."""
    world = make_world(limit="10000")
    goods = make_goods(world.supplier, stock=500)
    ask(world, **FEE)
    make_promotion(sellers_promoter(world), value=off, benefit="amount")
    preview = preview_order(world.purchaser(), lines((goods, 51)))
    placed = place_order(world.purchaser(), lines((goods, 51)))
    [order] = placed.orders
    assert (order.subtotal, order.discount, order.fee) == (D(510), D(off), fee)
    assert order.total == preview.total == total
    with acting(world.system):
        assert verify_books(world.system) == []


def test_when_units_go_the_discount_goes_back_and_the_fee_stays_as_it_was_agreed():
    world = make_world(limit="10000")
    goods = make_goods(world.supplier, stock=500)
    ask(world, **FEE)
    make_promotion(sellers_promoter(world), value="10")
    buyer = world.purchaser()
    [order] = place_order(buyer, lines((goods, 40))).orders
    assert (order.discount, order.fee, order.total) == (D(40), D(30), D(390))
    cancel_order(buyer, order.number, "Not needed")
    with acting(world.system):
        order.refresh_from_db()
        assert order.payable == 0
        assert verify_books(world.system) == []
