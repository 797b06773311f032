"""An invoice that has been due too long blocks new orders on its credit line, until it is paid."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dinghuo.billing.models import Invoice
from dinghuo.billing.steps.report_due import report_due
from dinghuo.finance.actions.save_credit_line import save_credit_line
from dinghuo.finance.errors import CreditExceeded, CreditOverdue
from dinghuo.finance.models import CreditLine
from dinghuo.finance.steps.credit.read_credit import CreditAsk, read_credit
from dinghuo.finance.steps.credit.take_credit import take_credit
from dinghuo.foundation.errors import Invalid
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.queries.today import today
from tests.finance.deals import Deal, Line, make_deal
from tests.finance.world import CNY, World, an_order, money


@pytest.fixture
def line(world: World) -> CreditLine:
    return world.credit("1000")


@pytest.fixture
def deal(world: World, line: CreditLine) -> Deal:
    """Delivered and invoiced, 100.00 to pay."""
    deal = make_deal(world, Line("10", "100"))
    deal.deliver()
    return deal


def bears(world: World, days: int | None) -> CreditLine:
    """The seller says for how many days an invoice may be overdue."""
    actor = world.finance_of(world.seller)
    return save_credit_line(actor, world.buyer.id, CNY, money("1000"), 30, overdue_days=days)


def grows_old(world: World, deal: Deal, days: int) -> None:
    """Let the deal's invoice be so many days overdue."""
    with acting(world.system):
        due = today(world.system) - timedelta(days=days)
        Invoice.objects.filter(order_id=deal.order_id).update(due_on=due, issued_on=due)
        report_due(world.system, deal.order)


def test_the_line_knows_what_has_been_due_the_longest(world: World, deal: Deal, line: CreditLine):
    assert world.line(line.id).oldest_due == deal.invoices[0].due_on
    second = make_deal(world, Line("10", "50"))
    second.deliver()
    grows_old(world, second, 40)
    assert world.line(line.id).oldest_due == second.invoices[0].due_on
    second.pay("20")
    assert world.line(line.id).oldest_due == second.invoices[0].due_on
    second.pay("30")
    assert world.line(line.id).oldest_due == deal.invoices[0].due_on
    deal.pay("100")
    assert world.line(line.id).oldest_due is None


@pytest.mark.parametrize(
    ("bearable", "blocked"), [(None, False), (8, False), (7, False), (6, True), (0, True)]
)
def test_overdue_for_longer_than_is_borne(world: World, deal: Deal, bearable: int | None, blocked: bool):
    grows_old(world, deal, 7)
    bears(world, bearable)
    ask = CreditAsk(an_order(), [world.seller.id], world.buyer.id, CNY, Decimal(5))
    if not blocked:
        assert make_deal(world, Line("1", "5")).order.total == 5
        with acting(world.system):
            lines = read_credit(world.system, [ask], lock=False)
            assert take_credit(world.system, lines, ask).id == lines.for_ask(ask)[0].id
        return
    with pytest.raises(CreditOverdue) as refused:
        make_deal(world, Line("1", "5"))
    with acting(world.system), pytest.raises(CreditOverdue):
        take_credit(world.system, read_credit(world.system, [ask], lock=False), ask)
    assert refused.value.instead["overdue_since"] == str(deal.invoices[0].due_on)
    assert str(deal.invoices[0].due_on) in refused.value.message


def test_paid_and_one_may_order_again(world: World, deal: Deal):
    grows_old(world, deal, 40)
    bears(world, 10)
    with pytest.raises(CreditOverdue):
        make_deal(world, Line("1", "5"))
    deal.pay("100")
    assert make_deal(world, Line("1", "5")).order.total == 5
    with pytest.raises(CreditExceeded):
        make_deal(world, Line("1", "5000"))


def test_the_next_line_gives_credit_where_the_first_is_blocked(world: World, deal: Deal):
    grows_old(world, deal, 40)
    bears(world, 10)
    other = world.credit("500", creditor=world.operator)
    assert make_deal(world, Line("1", "5")).order.credit_line_id == other.id


def test_days_are_days(world: World, line: CreditLine):
    for wrong in (-1, 100_000):
        with pytest.raises(Invalid):
            bears(world, wrong)
