"""Prepaid balances: topped up, drawn for an order, given back, never below zero."""

import pytest

from dinghuo.finance.actions.post_opening import post_opening
from dinghuo.finance.actions.top_up_prepaid import top_up_prepaid
from dinghuo.finance.errors import AdvanceShort, PrepaidShort
from dinghuo.finance.queries.prepaid_balances import advance_of, prepaid_balances, prepaid_for
from dinghuo.finance.queries.trial_balance import trial_balance
from dinghuo.finance.queries.verify_ledger import verify_ledger
from dinghuo.finance.steps.prepaid.draw_prepaid import draw_prepaid
from dinghuo.finance.steps.prepaid.refund_prepaid import refund_prepaid
from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.foundation.timeline import timeline_of
from tests.finance.world import CNY, World, an_order, money


def top_up(world: World, amount: str):
    return top_up_prepaid(
        world.finance_of(world.seller), world.buyer.id, CNY, money(amount), reference="B-77"
    )


def draw(world: World, order, amount: str):
    buyer = world.person(world.buyer)
    with acting(buyer):
        draw_prepaid(buyer, order, world.seller.id, world.buyer.id, CNY, money(amount))


def give_back(world: World, order, amount: str | None = None):
    seller = world.person(world.seller)
    with acting(seller):
        return refund_prepaid(
            seller, order, world.seller.id, world.buyer.id, CNY, money(amount) if amount else None
        )


def left(world: World):
    buyer = world.person(world.buyer)
    with acting(buyer):
        return prepaid_for(buyer, world.buyer.id, world.seller.id, CNY)


def test_top_up_draw_and_give_back(world: World):
    top_up(world, "100")
    order = an_order()
    draw(world, order, "80")
    assert left(world) == money("20")
    assert give_back(world, order, "30") == money("30")
    assert give_back(world, order) == money("50")
    assert give_back(world, order) == 0
    assert left(world) == money("100")
    with acting(world.system):
        assert advance_of(world.system, order.id) == 0
        assert verify_ledger(world.system) == []
        balances = {account.kind: account.balance for account in trial_balance(world.system).accounts}
    assert balances == {"bank": money("100"), "advance": 0, "prepaid": money("-100")}


def test_a_top_up_is_announced_and_seen_by_both(world: World):
    balance = top_up(world, "100")
    buyer = world.finance_of(world.buyer)
    with acting(buyer):
        assert [row.balance for row in prepaid_balances(buyer)] == [money("100")]
        (event,) = timeline_of(buyer, balance.id)
    assert event.data == {"amount": "100.00", "currency": "CNY", "balance": "100.00", "reference": "B-77"}
    stranger = world.finance_of(world.other_buyer)
    with acting(stranger):
        assert prepaid_balances(stranger) == []


def test_top_up_is_forbidden_and_refused(world: World):
    with pytest.raises(NotAllowed):
        top_up_prepaid(world.person(world.seller), world.buyer.id, CNY, money("1"))
    with pytest.raises(NotAllowed):
        top_up_prepaid(
            world.finance_of(world.buyer), world.other_buyer.id, CNY, money("1"), creditor_id=world.seller.id
        )
    with pytest.raises(Invalid):
        top_up(world, "0")


def test_what_is_not_there_is_refused_with_what_is(world: World):
    top_up(world, "10")
    with pytest.raises(PrepaidShort) as refusal:
        draw(world, an_order(), "10.01")
    assert refusal.value.instead["available"] == "10.00"
    assert refusal.value.instead["short"] == "0.01"
    order = an_order()
    draw(world, order, "6")
    with pytest.raises(AdvanceShort):
        give_back(world, order, "6.01")
    assert left(world) == money("4")


def test_two_at_once_draw_once(live_world: World, two_at_once):
    top_up(live_world, "100")
    outcomes = two_at_once(*[lambda: draw(live_world, an_order(), "60") for _ in range(3)])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "NoneType",
        "PrepaidShort",
        "PrepaidShort",
    ]
    assert left(live_world) == money("40")
    with acting(live_world.system):
        assert verify_ledger(live_world.system) == []


def test_openings_on_either_side(world: World):
    finance = world.finance_of(world.seller)
    post_opening(finance, world.buyer.id, CNY, money("250"), why="Moved from the old books")
    post_opening(finance, world.other_buyer.id, CNY, money("-40"))
    with acting(world.system):
        book = trial_balance(world.system)
        assert verify_ledger(world.system) == []
    assert [(a.kind, a.counterparty_name, a.balance) for a in book.accounts] == [
        ("receivable", "Buyer", money("250")),
        ("prepaid", "Other Buyer", money("-40")),
        ("opening", None, money("-210")),
    ]
    with pytest.raises(NotAllowed):
        post_opening(world.person(world.seller), world.buyer.id, CNY, money("1"))
    with pytest.raises(Invalid):
        post_opening(finance, world.buyer.id, CNY, money("0"))
