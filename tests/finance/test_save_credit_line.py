"""Giving credit: granted, forbidden, refused, announced, two at once."""

import pytest

from dinghuo.finance.actions.save_credit_line import save_credit_line
from dinghuo.finance.errors import CreditInUse
from dinghuo.finance.models import CreditLine, CreditMove
from dinghuo.finance.queries.credit_lines import credit_line, credit_lines, credit_moves
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.foundation.timeline import timeline_of
from tests.finance.world import CNY, World, an_order, hold_credit, money


def test_a_seller_gives_credit_and_both_sides_see_it(world: World):
    finance = world.finance_of(world.seller)
    line = save_credit_line(finance, world.buyer.id, CNY, money("5000"), 45, why="Good year")
    for actor in (finance, world.finance_of(world.buyer), world.finance_of(world.operator)):
        with acting(actor):
            assert [row.id for row in credit_lines(actor)] == [line.id]
            assert credit_line(actor, line.id).term_days == 45
    stranger = world.finance_of(world.other_buyer)
    with acting(stranger):
        assert credit_lines(stranger) == []
        with pytest.raises(NotFound):
            credit_line(stranger, line.id)


def test_every_change_is_logged_and_announced(world: World):
    finance = world.finance_of(world.seller)
    line = save_credit_line(finance, world.buyer.id, CNY, money("5000"), 45)
    save_credit_line(finance, world.buyer.id, CNY, money("3000"), 30, why="Late payments")
    with acting(finance):
        moves = credit_moves(finance, line.id)
        events = timeline_of(finance, line.id)
    assert [(move.limit_delta, move.why) for move in moves] == [
        (money("-2000"), "Late payments"),
        (money("5000"), ""),
    ]
    assert [event.kind for event in events] == ["credit_line.saved"] * 2
    assert events[1].data == {
        "currency": "CNY",
        "credit_limit": "3000.00",
        "limit_before": "5000.00",
        "term_days": 30,
        "status": "active",
        "overdue_days": None,
    }
    assert set(events[1].parties) == {world.seller.id, world.buyer.id}


def test_without_the_grant_or_above_its_limit_it_is_forbidden(world: World):
    with pytest.raises(NotAllowed):
        save_credit_line(world.person(world.seller), world.buyer.id, CNY, money("1"), 30)
    clerk = world.person(world.seller, "finance.save_credit_line", limit=money("1000"))
    save_credit_line(clerk, world.buyer.id, CNY, money("1000"), 30)
    with pytest.raises(NotAllowed):
        save_credit_line(clerk, world.buyer.id, CNY, money("1000.01"), 30)


def test_nobody_gives_somebody_elses_credit_but_the_operator(world: World):
    with pytest.raises(NotAllowed):
        save_credit_line(
            world.finance_of(world.seller),
            world.buyer.id,
            CNY,
            money("1"),
            30,
            creditor_id=world.other_seller.id,
        )
    line = save_credit_line(
        world.finance_of(world.operator), world.buyer.id, CNY, money("1"), 30, creditor_id=world.seller.id
    )
    assert line.creditor_id == world.seller.id


def test_all_faults_are_told_at_once(world: World):
    with pytest.raises(Invalid) as invalid:
        save_credit_line(world.finance_of(world.seller), world.seller.id, CNY, money("-1"), 400, "sleeping")
    assert [(fault.path, fault.code) for fault in invalid.value.faults] == [
        ("credit_limit", "negative"),
        ("term_days", "range"),
        ("status", "unknown"),
        ("debtor", "same"),
    ]


@pytest.mark.parametrize(
    ("amount", "currency", "code"),
    [
        ("1.005", "CNY", "decimals"),
        ("NaN", "CNY", "finite"),
        ("1e20", "CNY", "too-large"),
        ("1", "cny", "unknown"),
    ],
)
def test_amounts_that_are_none(world: World, amount: str, currency: str, code: str):
    with pytest.raises(Invalid) as invalid:
        save_credit_line(world.finance_of(world.seller), world.buyer.id, currency, money(amount), 30)
    assert [fault.code for fault in invalid.value.faults] == [code]


def test_an_unknown_debtor_is_not_found(world: World):
    with pytest.raises(NotFound):
        save_credit_line(world.finance_of(world.seller), new_id(), CNY, money("1"), 30)


def test_a_used_line_is_suspended_not_closed(world: World):
    world.credit("100")
    buyer = world.person(world.buyer)
    with acting(buyer):
        hold_credit(buyer, an_order(), [world.seller.id], world.buyer.id, CNY, money("60"))
    finance = world.finance_of(world.seller)
    with pytest.raises(CreditInUse) as refusal:
        save_credit_line(finance, world.buyer.id, CNY, money("100"), 30, "closed")
    assert refusal.value.instead == {"status": "suspended", "used": "60.00"}
    assert save_credit_line(finance, world.buyer.id, CNY, money("100"), 30, "suspended").status == "suspended"


def test_two_at_once_make_one_line(live_world: World, two_at_once):
    finance = live_world.finance_of(live_world.seller)

    def save(limit: str):
        return lambda: save_credit_line(finance, live_world.buyer.id, CNY, money(limit), 30).id

    outcomes = two_at_once(save("100"), save("200"))
    assert outcomes[0] == outcomes[1]
    with acting(live_world.system):
        line = CreditLine.objects.get(market_id=live_world.market_id)
        moves = CreditMove.objects.filter(line=line).values_list("limit_delta", flat=True)
        assert sum(moves) == line.credit_limit
