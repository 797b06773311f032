"""A day is the market's, whoever asks: a person, a key or a job."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.insight.queries.exceptions import exceptions
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.models import Stock
from dinghuo.inventory.queries.available import available
from dinghuo.ordering.actions.serve_waiting import serve_waiting
from dinghuo.ordering.queries.rations import rations
from dinghuo.organisations.models import Market
from dinghuo.organisations.queries.today import day_of, today, zone_of
from tests.makers.midnight import past_midnight
from tests.makers.people import make_actor, make_market, make_organisation
from tests.ordering.waiting import Queue

pytestmark = pytest.mark.django_db
D = Decimal


def test_at_half_past_midnight_a_job_is_in_the_market_s_new_day_and_so_is_a_person(monkeypatch):
    market = make_market()
    system, person = Actor.system(market.id), make_actor(make_organisation(market.id, "buyer"))
    day = past_midnight(monkeypatch)
    assert (today(system), today(person)) == (day, day)
    assert day_of(system, datetime(2026, 11, 30, 16, 30, tzinfo=UTC)).isoformat() == "2026-12-01"


def test_each_market_has_its_own_day(monkeypatch):
    east, west = make_market(time_zone="Asia/Shanghai"), make_market(time_zone="America/New_York")
    day = past_midnight(monkeypatch)
    assert today(Actor.system(east.id)) == day
    assert today(Actor.system(west.id)) == day - timedelta(days=1)
    assert zone_of(Actor.system(west.id)) == "America/New_York"
    with pytest.raises(Market.DoesNotExist):
        today(Actor.system(new_id()))


def test_a_job_hands_out_nothing_that_expired_with_the_market_s_day(monkeypatch):
    queue = Queue(stock=0)
    number = queue.order(10)
    day = past_midnight(monkeypatch)
    for lot, expires in (("OLD", day - timedelta(days=1)), ("GOOD", day)):
        lines = [LineEntry("TEA", D(6), lot=lot, expires=expires)]
        entry = DocumentEntry("receipt", lines=lines)
        opened = open_stock_document(queue.keeper, entry).number
        submit_stock_document(queue.keeper, opened, expired=True)
    with acting(queue.world.system):
        found = available(queue.world.system, {queue.variant.id}, queue.world.supplier.id)
        assert set(found.values()) == {D(6)}
    serve_waiting(
        queue.world.system, queue.world.supplier.id, {queue.variant.id}, Document("receipt", new_id(), "GR-1")
    )
    assert queue.line(number).held == 6
    with acting(queue.world.system):
        assert dict(Stock.objects.filter(reserved__gt=0).values_list("lot", "reserved")) == {"GOOD": D(6)}
    queue.check()


def test_what_was_due_yesterday_in_the_market_is_overdue(monkeypatch):
    queue = Queue()
    past_midnight(monkeypatch)
    with acting(queue.world.system):
        assert exceptions(queue.world.system, "CNY").overdue == 0
        assert rations(queue.world.system, []).put_back({}) is None
