"""The figures of dashboards, against orders counted by hand."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.insight.queries.exceptions import exceptions
from dinghuo.insight.queries.trade import by_day, by_storefront, today, top_buyers, top_goods, top_sellers
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.models import Order
from tests.makers import make_actor, make_world
from tests.ordering.placed import place

pytestmark = pytest.mark.django_db
SEE = ["insight.see_dashboard"]


@pytest.fixture
def world():
    return make_world()


def placed_before(world, **ago):
    """Make all orders there are as old as this."""
    with acting(world.system):
        Order.objects.update(placed_at=now() - timedelta(**ago))


def test_today_against_the_same_weekday(world):
    place(world)
    placed_before(world, days=7, minutes=1)
    place(world, quantities=(55, 55, 11))
    gone = place(world)
    cancel_order(world.purchaser(), gone.number, "no")
    actor = make_actor(world.operator, SEE)
    with acting(actor):
        figures = today(actor, "CNY")
        days = by_day(actor, "CNY", 10)
    assert (figures.now.orders, figures.now.total) == (1, 1210)
    assert (figures.then.total, figures.change) == (1100, Decimal("0.1"))
    assert len(days) == 10
    assert [trade.total for _day, trade in days if trade.orders] == [1100, 1210]


def test_who_and_what_leads(world):
    place(world)
    actor = make_actor(world.operator, SEE)
    with acting(actor):
        assert [(r.key, r.trade.total) for r in top_sellers(actor, "CNY")] == [(world.supplier.code, 1100)]
        assert [r.key for r in top_buyers(actor, "CNY")] == [world.buyer.code]
        assert [r.key for r in by_storefront(actor, "CNY")] == ["main"]
        assert [r.trade.total for r in top_goods(actor, "CNY")] == [1000, 100]


def test_a_seller_sees_its_own_trade_only(world):
    place(world)
    seller, other = make_actor(world.supplier, SEE), make_actor(world.buyer, SEE)
    for actor, total in ((seller, 1100), (other, 0)):
        with acting(actor):
            assert today(actor, "CNY").now.total == total


def test_what_needs_somebody(world):
    place(world)
    placed_before(world, hours=30)
    place(world)
    actor = make_actor(world.operator, SEE)
    with acting(actor):
        found = exceptions(actor, "CNY")
    assert (found.unanswered, found.unanswered_late, found.cancel_requested) == (2, 1, 0)
    assert (found.overdue, found.payments_to_claim, found.registrations) == (0, 0, 0)


def test_figures_need_the_grant(world):
    with pytest.raises(NotAllowed):
        today(world.purchaser(), "CNY")
