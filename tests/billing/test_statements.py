"""Statements: what both sides see of a month, and what is overdue."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from dinghuo.billing.models import Invoice
from dinghuo.billing.queries.overdue import owed
from dinghuo.billing.queries.statements import statements
from dinghuo.billing.rules.periods import period_bounds
from dinghuo.finance.actions.post_opening import post_opening
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.tenancy import acting
from tests.finance.deals import EVERYTHING, Line, make_deal
from tests.finance.world import CNY, World, money

D = Decimal


def this_month() -> str:
    """The month it is where the market is."""
    today = now()
    for month in range(1, 13):
        period = f"{today.year}-{month:02}"
        since, until = period_bounds(period, "Asia/Shanghai")
        if since <= today < until:
            return period
    return f"{today.year + 1}-01"


def next_month(period: str) -> str:
    year, month = int(period[:4]), int(period[5:])
    return f"{year + month // 12}-{month % 12 + 1:02}"


@pytest.fixture
def deal(world: World):
    world.credit("1000")
    post_opening(world.finance_of(world.seller), world.buyer.id, CNY, money("40"))
    deal = make_deal(world, Line("10", "100"))
    deal.deliver()
    deal.pay("130", "B-1")
    return deal


def test_both_sides_and_the_operator_see_the_same(deal):
    made = []
    for actor in (deal.buyer, deal.seller, deal.operator):
        with acting(actor):
            made.append(statements(actor, this_month()))
    assert made[0] == made[1] == made[2]
    (statement,) = made[0]
    assert [(line.kind, line.charge, line.payment, line.balance) for line in statement.lines] == [
        ("opening", 40, 0, 40),
        ("invoice", 100, 0, 140),
        ("payment", 0, 130, 10),
    ]
    assert statement.lines[1].document_number == deal.invoices[0].number
    assert (statement.opening, statement.charges, statement.payments, statement.closing) == (0, 140, 130, 10)
    assert (statement.seller.name, statement.buyer.name, statement.currency) == ("Seller", "Buyer", "CNY")


def test_the_next_month_opens_with_what_this_one_closes(deal):
    with acting(deal.buyer):
        (later,) = statements(deal.buyer, next_month(this_month()))
    assert (later.opening, later.lines, later.closing) == (10, [], 10)


def test_a_counterparty_and_strangers(world: World, deal):
    with acting(deal.operator):
        assert len(statements(deal.operator, this_month(), world.buyer.id)) == 1
        assert statements(deal.operator, this_month(), world.other_buyer.id) == []
    stranger = world.person(world.other_buyer, *EVERYTHING)
    with acting(stranger):
        assert statements(stranger, this_month()) == []


def test_forbidden_and_malformed(world: World, deal):
    with acting(deal.buyer), pytest.raises(Invalid) as invalid:
        statements(deal.buyer, "November")
    assert invalid.value.faults[0].path == "period"
    nobody = world.person(world.buyer)
    with acting(nobody), pytest.raises(NotAllowed):
        statements(nobody, this_month())


def test_what_is_overdue(world: World):
    world.credit("1000")
    deal = make_deal(world, Line("10", "100"))
    first = deal.deliver("4")
    deal.deliver("6")
    deal.pay("10")
    with acting(world.system):
        Invoice.objects.filter(id=first.id).update(due_on=date(2020, 1, 31))
    with acting(deal.buyer):
        (pair,) = owed(deal.buyer)
        assert (pair.open, pair.overdue, pair.overdue_invoices, pair.since) == (90, 30, 1, date(2020, 1, 31))
        assert owed(deal.buyer, day=date(2020, 1, 31))[0].overdue == 0
        assert owed(deal.buyer, overdue_only=True, day=date(2020, 1, 31)) == []
        assert owed(deal.buyer, overdue_only=True, day=date(2020, 2, 1))[0].overdue == 30
    stranger = world.person(world.other_seller, *EVERYTHING)
    with acting(stranger):
        assert owed(stranger) == []


def test_months_follow_the_markets_zone():
    since, _ = period_bounds("2026-11", "Asia/Shanghai")
    assert since == datetime(2026, 10, 31, 16, tzinfo=UTC)
