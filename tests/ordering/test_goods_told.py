"""What events tell of goods is named in the language of whoever reads it: on the timeline, and in the news."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from dinghuo.foundation import formats
from dinghuo.foundation.goods_told import goods_told
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Warehouse
from dinghuo.ordering.actions.change_supply import SupplyChange, change_supply
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.reallocate_goods import reallocate_goods
from dinghuo.ordering.actions.reroute_line import reroute_line
from dinghuo.ordering.models import OrderLine
from dinghuo.organisations.models import Notification
from dinghuo.reactions.words import write
from dinghuo.web.shared.event_words import timeline
from tests.makers.days import ahead
from tests.ordering.routed import Network
from tests.ordering.waiting import Queue
from tests.reactions.test_notices import member

D = Decimal
NAMES = {"en": "Green tea", "zh-hans": "绿茶"}
pytestmark = pytest.mark.django_db


def call_it(world: Any, **names: str) -> None:
    with acting(world.system):
        OrderLine.objects.update(name="绿茶", names=names or NAMES)


def note(world: Any, kind: str, language: str) -> str:
    with acting(world.system), translation.override(language):
        [told] = timeline(list(EventRow.objects.filter(kind=kind)), list(OrderLine.objects.all()))
        return str(told.note)


def news(world: Any, kind: str, language: str) -> list[str]:
    with acting(world.system), translation.override(language):
        return [write(row.kind, row.data)[1] for row in Notification.objects.filter(kind=kind)]


def test_a_line_sent_from_elsewhere():
    network = Network()
    network.goods("TEA", gz=10, hz=20)
    order = network.order(TEA=10)
    call_it(network.world)
    with acting(network.world.system):
        Warehouse.objects.filter(key="hz").update(name="杭州", names={"en": "Hangzhou"})
    reroute_line(network.keeper, order.number, 1, "hz", "Near")
    unit = network.line(order).base_unit
    assert note(network.world, "order.rerouted", "en") == f"Green tea 10 {unit} → Hangzhou"
    assert note(network.world, "order.rerouted", "zh-hans") == f"绿茶 10 {unit} → 杭州"


def test_goods_that_are_missing_and_goods_that_have_come(drain):
    queue = Queue()
    member(queue.world, queue.world.buyer, "ordering.place_order")
    first, second = queue.order(20), queue.order(15)
    confirm_order(queue.world.seller(), first)
    call_it(queue.world)
    reallocate_goods(queue.keeper, first, 1, second, D(8), "The hospital needs it")
    drain()
    unit = queue.line(first).base_unit
    assert note(queue.world, "order.short", "en") == f"Green tea 8 {unit}"
    assert note(queue.world, "order.short", "zh-hant") == f"绿茶 8 {unit}"
    assert f"Green tea 8 {unit}" in news(queue.world, "order.short", "en")[0]
    assert news(queue.world, "order.served", "zh-hans") == [f"绿茶 8 {unit}"]
    assert news(queue.world, "order.served", "en") == [f"Green tea 8 {unit}"]


def test_another_day(drain):
    queue = Queue(stock=0)
    member(queue.world, queue.world.buyer, "ordering.place_order")
    supply = queue.expect(60, 11)
    queue.order(20)
    call_it(queue.world)
    change_supply(queue.keeper, supply.id, SupplyChange(expected=ahead(18)), "Storm at sea")
    drain()
    with translation.override("en"):
        days = f"{formats.day(ahead(11))} → {formats.day(ahead(18))}"
    [told] = news(queue.world, "order.repromised", "en")
    assert "Green tea 20" in told
    assert days in told
    assert "绿茶 20" in news(queue.world, "order.repromised", "zh-hans")[0]


def test_events_from_before_names_were_kept_stay_as_they_were():
    assert goods_told([{"name": "绿茶", "quantity": "8", "unit": "瓶"}], "绿茶 8 瓶") == "绿茶 8 瓶"
    assert goods_told([], "") == ""
