"""What leaves from two warehouses: whoever receives it reads every lot."""

from decimal import Decimal

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.ship_order import LineShipment, ship_order
from dinghuo.fulfilment.models import ShipmentLine
from dinghuo.fulfilment.permissions import PERMISSIONS as FULFILMENT
from dinghuo.fulfilment.rules.sent_lots import SentLot, sent_lots
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.ordering.actions.confirm_order import confirm_order
from tests.makers import make_actor, make_goods
from tests.makers.days import ahead
from tests.ordering.routed import Network

D = Decimal
pytestmark = pytest.mark.django_db


def shipped(network: Network, *counts: StockCount, quantity: int = 30) -> ShipmentLine:
    make_goods(network.world.supplier, "TEA", stock=0)
    count_stock(network.keeper, list(counts))
    order = network.order(TEA=quantity)
    confirm_order(network.world.seller(), order.number)
    sender = make_actor(network.world.supplier, FULFILMENT)
    sent = ship_order(sender, order.number, [LineShipment(1, D(quantity))])
    with acting(network.world.system):
        return sent.lines.get()


def test_one_lot_from_two_warehouses_is_named_with_its_day():
    network = Network()
    counts = [StockCount("TEA", D(20), key, "L1", ahead(200)) for key in ("gz", "sh")]
    line = shipped(network, *counts)
    assert (line.lot, line.expires) == ("L1", ahead(200))
    assert line.lots == [SentLot("L1", ahead(200), D(30))]


def test_several_lots_are_told_each_with_its_day():
    network = Network()
    counts = [
        StockCount("TEA", D(20), "gz", "L1", ahead(200)),
        StockCount("TEA", D(20), "sh", "L2", ahead(300)),
    ]
    line = shipped(network, *counts)
    assert line.lot == ""
    assert line.lots == [SentLot("L1", ahead(200), D(20)), SentLot("L2", ahead(300), D(10))]


def test_what_is_stated_stands_and_goods_without_lots_tell_none():
    taken = [{"quantity": "5", "lot": "", "expires": ""}, {"quantity": "5", "lot": "", "expires": ""}]
    assert sent_lots("", None, D(10), taken) == []
    assert sent_lots("P-7", None, D(10), taken) == [SentLot("P-7", None, D(10))]
