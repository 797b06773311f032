"""Holding credit: the guarded update, its order of preference, and many at once."""

import pytest

from dinghuo.finance.errors import CreditExceeded, CreditUnavailable
from dinghuo.finance.models import CreditMove
from dinghuo.finance.queries.verify_ledger import verify_ledger
from dinghuo.finance.rules.exposure import Buckets
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.tenancy import acting
from tests.finance.world import CNY, World, an_order, hold_credit, money


def hold(world: World, actor: Actor, order: Document, amount: str, *creditors):
    with acting(actor):
        return hold_credit(
            actor,
            order,
            [creditor.id for creditor in creditors or (world.seller, world.operator)],
            world.buyer.id,
            CNY,
            money(amount),
        )


def test_a_hold_uses_the_line_and_is_logged(world: World):
    line = world.credit("1000")
    buyer = world.person(world.buyer)
    order = an_order()
    assert hold(world, buyer, order, "400.50") == line.id
    assert world.held_by(order) == Buckets(ordered=money("400.50"))
    assert world.line(line.id).available == money("599.50")
    with acting(buyer):
        move = CreditMove.objects.get(order_id=order.id)
    assert (move.kind, move.ordered_delta, move.person_name) == ("hold", money("400.50"), "Somebody of Buyer")


def test_the_whole_limit_may_be_used_and_not_a_cent_more(world: World):
    world.credit("100")
    buyer = world.person(world.buyer)
    hold(world, buyer, an_order(), "100")
    with pytest.raises(CreditExceeded) as refusal:
        hold(world, buyer, an_order(), "0.01")
    assert refusal.value.instead["available"] == "0.00"


def test_the_refusal_says_what_is_left_and_what_would_help(world: World):
    world.credit("100")
    buyer = world.person(world.buyer)
    hold(world, buyer, an_order(), "70")
    with pytest.raises(CreditExceeded) as refusal:
        hold(world, buyer, an_order(), "50")
    assert refusal.value.type == "credit-exceeded"
    assert refusal.value.instead == {
        "available": "30.00",
        "needed": "50.00",
        "short": "20.00",
        "currency": "CNY",
        "unblock": ["order-less", "pay-invoices", "raise-limit", "pay-otherwise"],
    }
    assert "30.00" in refusal.value.message
    assert "20.00" in refusal.value.message


def test_the_first_line_with_room_gives_the_credit(world: World):
    small = world.credit("50")
    large = world.credit("500", creditor=world.operator)
    buyer = world.person(world.buyer)
    assert hold(world, buyer, an_order(), "40") == small.id
    assert hold(world, buyer, an_order(), "40") == large.id
    assert hold(world, buyer, an_order(), "40", world.operator, world.seller) == large.id


def test_without_a_line_credit_is_unavailable(world: World):
    world.credit("500", debtor=world.other_buyer)
    with pytest.raises(CreditUnavailable):
        hold(world, world.person(world.buyer), an_order(), "1")


def test_a_line_in_another_currency_gives_nothing(world: World):
    world.credit("500")
    buyer = world.person(world.buyer)
    with acting(buyer), pytest.raises(CreditUnavailable):
        hold_credit(buyer, an_order(), [world.seller.id], world.buyer.id, "USD", money("1"))


def test_a_representative_of_a_third_house_uses_the_buyers_line(world: World):
    line = world.credit("500", creditor=world.operator)
    branch = world.organisation("branch", ["branch"])
    assert hold(world, world.person(branch), an_order(), "10") == line.id


def test_many_at_once_never_pass_the_limit(live_world: World, two_at_once):
    line = live_world.credit("100")
    buyer = live_world.person(live_world.buyer)
    outcomes = two_at_once(*[lambda: hold(live_world, buyer, an_order(), "30") for _ in range(8)])
    assert outcomes.count(line.id) == 3
    assert sum(isinstance(outcome, CreditExceeded) for outcome in outcomes) == 5
    assert live_world.line(line.id).ordered == money("90")
    with acting(live_world.system):
        assert verify_ledger(live_world.system) == []


def test_many_at_once_go_on_to_the_next_line(live_world: World, two_at_once):
    small, large = live_world.credit("60"), live_world.credit("60", creditor=live_world.operator)
    buyer = live_world.person(live_world.buyer)
    outcomes = two_at_once(*[lambda: hold(live_world, buyer, an_order(), "30") for _ in range(4)])
    assert sorted(outcomes) == sorted([small.id, small.id, large.id, large.id])
