"""Credit moves from bucket to bucket, back, and never twice."""

import pytest

from dinghuo.finance.errors import CreditExceeded, CreditNotHeld, CreditUnavailable
from dinghuo.finance.queries.verify_ledger import verify_ledger
from dinghuo.finance.rules.exposure import Buckets
from dinghuo.finance.steps.credit.align_credit import align_credit
from dinghuo.finance.steps.credit.move_credit import move_credit
from dinghuo.finance.steps.credit.raise_credit import raise_credit
from dinghuo.finance.steps.credit.release_credit import release_credit
from dinghuo.foundation.tenancy import acting
from tests.finance.world import CNY, World, an_order, hold_credit, money


def held(world: World, amount: str, creditor=None):
    order = an_order()
    buyer = world.person(world.buyer)
    creditor = creditor or world.seller
    with acting(buyer):
        hold_credit(buyer, order, [creditor.id], world.buyer.id, CNY, money(amount))
    return order


def test_a_supplier_moves_the_credit_that_the_operator_gave(world: World):
    line = world.credit("100", creditor=world.operator)
    order = held(world, "90", world.operator)
    seller = world.person(world.seller)
    with acting(seller):
        move_credit(seller, order, "ordered", "shipped", money("60"))
        move_credit(seller, order, "shipped", "invoiced", money("50"))
        move_credit(seller, order, "invoiced", None, money("20"))
        release_credit(seller, order, money("10"))
    assert world.held_by(order) == Buckets(money("20"), money("10"), money("30"))
    assert world.line(line.id).available == money("40")
    with acting(world.system):
        assert verify_ledger(world.system) == []


def test_nothing_is_taken_out_of_a_bucket_twice(world: World):
    world.credit("100")
    order = held(world, "90")
    seller = world.person(world.seller)
    with acting(seller):
        move_credit(seller, order, "ordered", "shipped", money("90"))
    with pytest.raises(CreditNotHeld) as refusal, acting(seller):
        move_credit(seller, order, "ordered", "shipped", money("0.01"))
    assert refusal.value.instead == {"ordered": "0.00", "shipped": "90.00", "invoiced": "0.00"}


def test_two_at_once_move_it_once(live_world: World, two_at_once):
    live_world.credit("100")
    order = held(live_world, "90")
    seller = live_world.person(live_world.seller)

    def ship():
        with acting(seller):
            move_credit(seller, order, "ordered", "shipped", money("90"))

    outcomes = two_at_once(ship, ship)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CreditNotHeld", "NoneType"]
    assert live_world.held_by(order) == Buckets(shipped=money("90"))


def test_moves_that_do_not_exist(world: World):
    seller = world.person(world.seller)
    for source, target in [("shipped", "ordered"), ("ordered", "invoiced"), ("paid", None)]:
        with pytest.raises(ValueError, match=r"paid|credit"):
            move_credit(seller, an_order(), source, target, money("1"))


def test_an_order_paid_otherwise_moves_nothing(world: World):
    seller = world.person(world.seller)
    with acting(seller):
        move_credit(seller, an_order(), "ordered", "shipped", money("5"))
        release_credit(seller, an_order())
        align_credit(seller, an_order(), Buckets(money("5")))


def test_a_raise_is_tested_and_a_lower_limit_stops_only_increases(world: World):
    line = world.credit("100")
    order = held(world, "80")
    buyer = world.person(world.buyer)
    with pytest.raises(CreditExceeded), acting(buyer):
        raise_credit(buyer, order, money("20.01"))
    with acting(buyer):
        raise_credit(buyer, order, money("20"))
    world.credit("40")
    assert world.line(line.id).available == 0
    with acting(buyer):
        move_credit(buyer, order, "ordered", "shipped", money("50"))
        release_credit(buyer, order, money("10"))
    with pytest.raises(CreditExceeded), acting(buyer):
        raise_credit(buyer, order, money("0.01"))
    assert world.held_by(order) == Buckets(money("40"), money("50"))


def test_a_suspended_line_holds_nothing_new(world: World):
    from dinghuo.finance.actions.save_credit_line import save_credit_line

    world.credit("100")
    order = held(world, "80")
    save_credit_line(world.finance_of(world.seller), world.buyer.id, CNY, money("100"), 30, "suspended")
    buyer = world.person(world.buyer)
    with pytest.raises(CreditUnavailable), acting(buyer):
        raise_credit(buyer, order, money("1"))


def test_release_all_and_align_end_with_nothing(world: World):
    line = world.credit("100")
    one, two = held(world, "30"), held(world, "60")
    seller = world.person(world.seller)
    with acting(seller):
        release_credit(seller, one)
        align_credit(seller, two, Buckets(money("1"), money("2"), money("3")))
        align_credit(seller, two, Buckets())
    assert world.line(line.id).used == 0
    with acting(world.system):
        assert verify_ledger(world.system) == []
