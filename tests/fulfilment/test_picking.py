"""Picking by scan: the right article and lot, no more than the order wants; what ships is what was picked."""

from decimal import Decimal
from typing import Any

import pytest

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import DinghuoError, Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.begin_picking import begin_picking
from dinghuo.fulfilment.actions.end_picking import end_picking
from dinghuo.fulfilment.actions.put_back_pick import put_back_pick
from dinghuo.fulfilment.actions.scan_pick import scan_pick
from dinghuo.fulfilment.actions.ship_order import ship_order
from dinghuo.fulfilment.actions.ship_picked import ship_picked
from dinghuo.fulfilment.errors import (
    AlreadyPicking,
    NotForThisOrder,
    NothingToPick,
    NothingToShip,
    OtherLot,
    PickedEnough,
    PickingClosed,
    PutBackFirst,
)
from dinghuo.fulfilment.models import ShipmentLine
from dinghuo.fulfilment.permissions import PERMISSIONS as FULFILMENT
from dinghuo.fulfilment.queries.pickings import open_pickings, picking
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.errors import AlreadyScanned
from dinghuo.inventory.models import Movement, Picked, Stock
from dinghuo.inventory.permissions import PERMISSIONS as STOCK
from dinghuo.inventory.queries.verify_stock import verify_stock
from dinghuo.ordering.actions.accept_change import accept_change
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.propose_change import propose_change
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.permissions import PERMISSIONS as ORDERING
from tests.makers import World, make_actor, make_goods, make_organisation, make_world
from tests.makers.days import ahead

D = Decimal
GTIN = "09521234543213"
pytestmark = pytest.mark.django_db


class Floor:
    """A supplier with milk in two lots (6 that expire first, 20 later) and bread without lots, and an order of 10 milk
    and 4 bread."""

    def __init__(self) -> None:
        self.world: World = make_world("100000")
        self.milk = make_goods(self.world.supplier, "MILK", stock=0, box=12)
        self.bread = make_goods(self.world.supplier, "BREAD", stock=50)
        self.salt = make_goods(self.world.supplier, "SALT", stock=50)
        with acting(self.world.system):
            Variant.objects.filter(id=self.milk.id).update(gtin=GTIN)
        self.picker = self.person("Wu Gang")
        counts = [
            StockCount("MILK", D(6), lot="OLD", expires=ahead(20)),
            StockCount("MILK", D(20), lot="NEW", expires=ahead(60)),
        ]
        count_stock(self.picker, counts)
        self.order = self.placed(("MILK", 10), ("BREAD", 4))

    def person(self, name: str) -> Actor:
        """Somebody of the supplier's who may do everything."""
        return make_actor(self.world.supplier, [*FULFILMENT, *STOCK, *ORDERING], name)

    def placed(self, *wanted: tuple[str, int]) -> str:
        """A confirmed order of these."""
        lines = [LineRequest(sku, D(quantity)) for sku, quantity in wanted]
        request = OrderRequest(lines=lines, payment_method="credit")
        number = place_order(self.world.purchaser(), request).orders[0].number
        confirm_order(self.picker, number)
        return number

    def ready(self) -> dict[str, int]:
        """What lies ready, by article and lot."""
        with acting(self.world.system):
            rows = Picked.objects.filter(quantity__gt=0).select_related("stock__variant")
            return {f"{row.stock.variant.sku} {row.stock.lot}".strip(): int(row.quantity) for row in rows}

    def there(self) -> dict[str, tuple[int, int]]:
        """On hand and reserved, by article and lot."""
        with acting(self.world.system):
            rows = Stock.objects.select_related("variant")
            return {
                f"{row.variant.sku} {row.lot}".strip(): (int(row.on_hand), int(row.reserved)) for row in rows
            }

    def moved(self) -> list[tuple[str, int, str]]:
        """What was picked: how much, on which paper, by whom."""
        with acting(self.world.system):
            rows = Movement.objects.filter(kind="picked").order_by("id")
            return [(row.document_number, int(row.picked_delta), row.person_name) for row in rows]

    def check(self) -> None:
        """The books agree, and no line has more ready or shipped than it was allocated."""
        with acting(self.world.system):
            assert verify_books(self.world.system) == []
            assert verify_stock(self.world.system) == []


@pytest.fixture
def floor(db: None) -> Floor:
    return Floor()


def refused(kind: type[DinghuoError], run: Any, *told: Any, **more: Any) -> str:
    with pytest.raises(kind) as refusal:
        run(*told, **more)
    return str(refusal.value) if not isinstance(refusal.value, Invalid) else refusal.value.faults[0].code


def test_what_is_scanned_is_picked_and_what_is_picked_is_shipped(floor: Floor) -> None:
    paper = begin_picking(floor.picker, floor.order)
    assert begin_picking(floor.picker, floor.order).number == paper.number
    number = paper.number
    first = scan_pick(floor.picker, number, f"(01){GTIN}(17){ahead(20):%y%m%d}(10)OLD(30)6")
    assert (first.lot, first.quantity, first.left) == ("OLD", 6, 0)
    assert scan_pick(floor.picker, number, GTIN.lstrip("0"), D(3)).lot == "NEW"
    assert scan_pick(floor.picker, number, "bread").left == 3
    assert floor.ready() == {"MILK OLD": 6, "MILK NEW": 3, "BREAD": 1}
    floor.check()
    shipment = ship_picked(floor.picker, number, "SF", "1")
    assert floor.ready() == {}
    assert floor.there() == {"MILK OLD": (0, 0), "MILK NEW": (17, 1), "BREAD": (49, 3), "SALT": (50, 0)}
    with acting(floor.world.system):
        lines = ShipmentLine.objects.filter(shipment=shipment).order_by("position")
        assert [int(line.quantity) for line in lines] == [9, 1]
        assert [part["lot"] for part in lines[0].taken] == ["OLD", "NEW"]
        picked = sum(D(1) * row.quantity for row in Picked.objects.all())
        order = OrderLine.objects.filter(order__number=floor.order)
        assert all(line.allocated >= line.shipped + picked >= line.shipped for line in order)
    assert {(paper, by) for paper, _delta, by in floor.moved()} == {(number, "Wu Gang")}
    refused(PickingClosed, scan_pick, floor.picker, number, "bread")
    # The rest is picked by somebody else, on another paper.
    rest = begin_picking(floor.person("Lin Xia"), floor.order)
    with acting(floor.picker):
        assert [int(pick.room) for pick in picking(floor.picker, rest.number).picks] == [1, 3]
        assert [each.number for each in open_pickings(floor.picker)] == [rest.number]
    floor.check()


def test_what_is_wrong_is_answered_in_words_and_nothing_is_picked(floor: Floor) -> None:
    number = begin_picking(floor.picker, floor.order).number
    scan = floor.picker, number
    assert floor.order in refused(NotForThisOrder, scan_pick, *scan, "SALT")
    assert refused(Invalid, scan_pick, *scan, "nothing") == "unknown"
    assert refused(Invalid, scan_pick, *scan, "9521234543210") == "check-digit"
    assert refused(Invalid, scan_pick, *scan, "") == "empty"
    assert refused(Invalid, scan_pick, *scan, "BREAD", D(-1)) == "positive"
    assert refused(Invalid, scan_pick, *scan, "BREAD", D("NaN")) == "positive"
    assert refused(Invalid, scan_pick, *scan, "BREAD", D("0.5")) == "divided"
    assert "OLD, NEW" in refused(OtherLot, scan_pick, *scan, f"(01){GTIN}(10)OTHER")
    assert "OLD, NEW" in refused(OtherLot, scan_pick, *scan, "MILK")
    wrong_day = f"(01){GTIN}(17){ahead(25):%y%m%d}(10)OLD"
    assert refused(Invalid, scan_pick, *scan, wrong_day) == "other-date"
    assert "6" in refused(PickedEnough, scan_pick, *scan, f"(01){GTIN}(10)OLD(30)7")
    assert "4" in refused(PickedEnough, scan_pick, *scan, "BREAD", D(5))
    refused(NotFound, scan_pick, floor.picker, "PK-0000-000000", "BREAD")
    assert floor.ready() == {}
    assert floor.moved() == []
    refused(NothingToShip, ship_picked, floor.picker, number)


def test_the_same_carton_twice_is_asked_about(floor: Floor) -> None:
    number = begin_picking(floor.picker, floor.order).number
    carton = f"(01){GTIN}(10)OLD(30)2"
    scan_pick(floor.picker, number, carton)
    refused(AlreadyScanned, scan_pick, floor.picker, number, carton)
    assert floor.ready() == {"MILK OLD": 2}
    scan_pick(floor.picker, number, carton, again=True)
    assert floor.ready() == {"MILK OLD": 4}
    put_back_pick(floor.picker, number, 1, "OLD")
    assert floor.ready() == {}
    # What went back to the shelf may be taken again.
    scan_pick(floor.picker, number, carton)
    assert refused(Invalid, put_back_pick, floor.picker, number, 1, "OLD", D(3)) == "too-much"
    refused(NotFound, put_back_pick, floor.picker, number, 2)
    put_back_pick(floor.picker, number, 1, "OLD", D(1))
    assert floor.ready() == {"MILK OLD": 1}
    end_picking(floor.picker, number)
    assert floor.ready() == {}
    assert sum(delta for _paper, delta, _by in floor.moved()) == 0
    floor.check()


def test_an_order_that_changes_wants_goods_put_back(floor: Floor) -> None:
    number = begin_picking(floor.picker, floor.order).number
    scan_pick(floor.picker, number, f"(01){GTIN}(10)OLD(30)6")
    scan_pick(floor.picker, number, "BREAD", D(4))
    with acting(floor.world.system):
        version = Order.objects.get(number=floor.order).version
    fewer = [
        {"kind": "quantity", "line": 1, "quantity": "7"},
        {"kind": "quantity", "line": 2, "quantity": "1"},
    ]
    proposed = propose_change(floor.world.purchaser(), floor.order, version, fewer, "Fewer guests")
    accept_change(floor.picker, proposed.id)
    # What nobody has picked is given up first.
    assert floor.there()["MILK OLD"] == (6, 6)
    with acting(floor.picker):
        page = picking(floor.picker, number)
        assert {page.lines[each.line_id].sku: int(each.surplus) for each in page.picks if each.surplus} == {
            "BREAD": 3
        }
    assert "3 × BREAD" in refused(PutBackFirst, ship_picked, floor.picker, number)
    put_back_pick(floor.picker, number, 2, quantity=D(3))
    ship_picked(floor.picker, number)
    assert floor.there() == {"MILK OLD": (0, 0), "MILK NEW": (20, 1), "BREAD": (49, 0), "SALT": (50, 0)}
    floor.check()


def test_one_picks_an_order_at_a_time_and_strangers_nothing(floor: Floor) -> None:
    number = begin_picking(floor.picker, floor.order).number
    other = floor.person("Lin Xia")
    assert "Wu Gang" in refused(AlreadyPicking, begin_picking, other, floor.order)
    assert begin_picking(other, floor.order, take_over=True).person_name == "Lin Xia"
    refused(NothingToPick, begin_picking, other, floor.order, "elsewhere")
    clerk = make_actor(floor.world.supplier, ["fulfilment.see_shipments"], "Clerk")
    for forbidden in (
        lambda: begin_picking(clerk, floor.order),
        lambda: scan_pick(clerk, number, "BREAD"),
        lambda: put_back_pick(clerk, number, 1),
        lambda: ship_picked(clerk, number),
        lambda: end_picking(clerk, number),
        lambda: begin_picking(make_actor(floor.world.buyer, FULFILMENT, "Buyer"), floor.order),
    ):
        refused(NotAllowed, forbidden)
    stranger = make_actor(make_organisation(floor.world.market.id, "supplier"), FULFILMENT, "Stranger")
    refused(NotFound, begin_picking, stranger, floor.order)
    refused(NotFound, scan_pick, stranger, number, "BREAD")
    with acting(stranger):
        refused(NotFound, picking, stranger, number)
        assert open_pickings(stranger) == []


def test_two_scan_the_last_one_at_once(live: None, two_at_once: Any) -> None:
    floor = Floor()
    number = begin_picking(floor.picker, floor.order).number
    scan_pick(floor.picker, number, "BREAD", D(3))
    outcomes = two_at_once(*[lambda: scan_pick(floor.picker, number, "BREAD").left] * 2)
    assert sorted(type(each).__name__ for each in outcomes) == ["Decimal", "PickedEnough"]
    assert floor.ready() == {"BREAD": 4}
    floor.check()


def test_two_begin_ship_and_change_at_once(live: None, two_at_once: Any) -> None:
    floor = Floor()
    people = floor.person("Lin Xia"), floor.person("Zhao Min")
    outcomes = two_at_once(*[lambda who=who: begin_picking(who, floor.order).number for who in people])
    assert sorted(type(each).__name__ for each in outcomes) == ["AlreadyPicking", "str"]
    [number] = [each for each in outcomes if isinstance(each, str)]
    scan_pick(floor.picker, number, "BREAD", D(4))
    outcomes = two_at_once(*[lambda: ship_picked(floor.picker, number).number] * 2)
    assert sorted(type(each).__name__ for each in outcomes) == ["PickingClosed", "str"]
    assert floor.there()["BREAD"] == (46, 0)
    floor.check()


def test_services_go_with_the_last_of_the_goods_and_are_not_picked(floor: Floor) -> None:
    make_goods(floor.world.supplier, "SETUP", kind="service", stock=0)
    number = floor.placed(("BREAD", 6), ("SETUP", 1))
    first = begin_picking(floor.picker, number)
    with acting(floor.world.system):
        assert {pick.variant_id for pick in picking(floor.picker, first.number).picks} == {floor.bread.id}
    scan_pick(floor.picker, first.number, "BREAD", D(4))
    assert _sent(floor, ship_picked(floor.picker, first.number)) == {"BREAD": 4}
    second = begin_picking(floor.picker, number)
    scan_pick(floor.picker, second.number, "BREAD", D(2))
    assert _sent(floor, ship_picked(floor.picker, second.number)) == {"BREAD": 2, "SETUP": 1}
    with acting(floor.world.system):
        assert Order.objects.get(number=number).delivery_state == "shipped"
        assert verify_books(floor.world.system) == []
    alone = floor.placed(("SETUP", 2))
    with pytest.raises(NothingToPick):
        begin_picking(floor.picker, alone)
    assert _sent(floor, ship_order(floor.picker, alone)) == {"SETUP": 2}


def _sent(floor: Floor, shipment: Any) -> dict[str, int]:
    with acting(floor.world.system):
        rows = ShipmentLine.objects.filter(shipment=shipment).select_related("order_line")
        return {row.order_line.sku: int(row.quantity) for row in rows}
