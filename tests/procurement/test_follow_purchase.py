"""follow_purchase: what a proposal ordered is on its way, promised to who waits, and consumed when it comes in."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dinghuo.catalogue.models import Offer
from dinghuo.foundation.clock import today
from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.declare_lost import declare_lost
from dinghuo.fulfilment.actions.ship_order import LineShipment, ship_order
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.inventory.errors import SupplyOfOrder
from dinghuo.inventory.models import IncomingSupply
from dinghuo.inventory.permissions import PERMISSIONS as STOCK
from dinghuo.ordering.actions.accept_change import accept_change
from dinghuo.ordering.actions.cancel_supply import cancel_supply
from dinghuo.ordering.actions.change_supply import SupplyChange, change_supply
from dinghuo.ordering.actions.confirm_order import LineAnswer, confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.propose_change import propose_change
from dinghuo.ordering.actions.receive_supply import receive_supply
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.permissions import PERMISSIONS as ORDERING
from dinghuo.procurement.actions.follow_purchase import follow_purchase
from dinghuo.procurement.actions.order_proposal import order_proposal
from dinghuo.procurement.actions.receive_purchase import LineReceipt, receive_purchase
from dinghuo.procurement.queries.figures import figures
from dinghuo.reactions.jobs import react
from dinghuo.reactions.table import TABLE
from tests.makers import make_actor
from tests.procurement.conftest import Depot, make_depot
from tests.procurement.test_order_proposal import proposed

D = Decimal


class Chain:
    """A house that has ordered 120 WATER of its supplier by a proposal; what follows, follows."""

    def __init__(self, depot: Depot) -> None:
        self.depot = depot
        number = proposed(depot)
        self.purchase = order_proposal(depot.keeper, number).order_number
        self.supplier = make_actor(
            depot.world.supplier, [*ORDERING, "fulfilment.ship_order", "fulfilment.declare_lost"]
        )
        self.seen = 0
        self.follow()

    def follow(self) -> None:
        """Let what follows from the events follow."""
        with acting(self.depot.world.system):
            events = list(EventRow.objects.order_by("id").values_list("id", "market_id", "kind"))
        for event_id, market_id, kind in events[self.seen :]:
            if kind in TABLE:
                react(str(market_id), str(event_id))
        self.seen = len(events)

    def supply(self) -> IncomingSupply:
        """What is written down as on its way."""
        with acting(self.depot.world.system):
            return IncomingSupply.objects.get(reference=self.purchase)

    def told(self) -> tuple[int, int, str]:
        """How much comes in all, how much has come, and whether more is to come."""
        supply = self.supply()
        return int(supply.quantity), int(supply.received), supply.state

    def ordered(self) -> int:
        """What was ordered of the supplier."""
        with acting(self.depot.world.system):
            return int(OrderLine.objects.get(order__number=self.purchase).ordered)

    def coming(self) -> int:
        """What replenishment counts as on its way."""
        with acting(self.depot.keeper):
            return int(sum(each.held.coming for each in figures(self.depot.keeper)))

    def sold(self, quantity: int) -> str:
        """An order of a customer's of the house's, confirmed as far as possible."""
        line = LineRequest("WATER", D(quantity), seller=self.depot.house.code)
        number = place_order(self.depot.world.purchaser(), OrderRequest([line], "transfer")).orders[0].number
        return number

    def waits(self, number: str) -> tuple[int, int, object]:
        """Of a customer's order: held, promised, and by when."""
        with acting(self.depot.world.system):
            line = OrderLine.objects.get(order__number=number)
        return int(line.held), int(line.promised), line.promised_date

    def change(self, *actions: dict) -> None:
        """The supplier proposes, the house agrees."""
        with acting(self.depot.world.system):
            version = Order.objects.get(number=self.purchase).version
        change = propose_change(self.supplier, self.purchase, version, list(actions), "So it is")
        accept_change(make_actor(self.depot.house, [*ORDERING]), change.id)
        self.follow()

    def news(self, kind: str) -> list[str]:
        """Which orders it happened to."""
        with acting(self.depot.world.system):
            return list(EventRow.objects.filter(kind=kind).values_list("subject_number", flat=True))

    def check(self) -> None:
        with acting(self.depot.world.system):
            assert verify_books(self.depot.world.system) == []


@pytest.fixture
def chain(depot: Depot) -> Chain:
    return Chain(depot)


def test_what_is_ordered_is_on_its_way_and_counted_once(chain: Chain) -> None:
    many = chain.ordered()
    supply = chain.supply()
    assert chain.told() == (many, 0, "open")
    assert supply.warehouse_id == chain.depot.place.id
    assert supply.expected == today(chain.depot.keeper.time_zone) + timedelta(days=4)
    assert chain.coming() == many
    # Followed again, or by two jobs, nothing is there twice.
    assert follow_purchase(chain.depot.world.system, chain.purchase) == 1
    assert chain.told() == (many, 0, "open")
    assert follow_purchase(chain.depot.world.system, "SO-0000-000001") == 0
    with pytest.raises(NotAllowed):
        follow_purchase(make_actor(chain.depot.house, STOCK), chain.purchase)


def test_the_suppliers_answer_and_changes_promise_anew(chain: Chain) -> None:
    many, day = chain.ordered(), today(chain.depot.keeper.time_zone)
    confirm_order(
        chain.supplier, chain.purchase, [LineAnswer(1, accept=D(many - 12), refuse=D(12), reason="Sold")]
    )
    chain.follow()
    assert chain.told() == (many - 12, 0, "open")
    chain.change({"kind": "date", "date": (day + timedelta(days=9)).isoformat()})
    assert chain.supply().expected == day + timedelta(days=9)
    assert chain.coming() == many - 12


def test_who_waits_is_promised_the_purchase_anew_and_served_from_it(chain: Chain) -> None:
    with acting(chain.depot.world.system):
        Offer.objects.filter(seller=chain.depot.house).update(backorder_allowed=True)
    day = today(chain.depot.keeper.time_zone)
    there = int(chain.depot.on_hand("WATER")[""])
    number = chain.sold(there + 20)
    assert chain.waits(number) == (there, 20, day + timedelta(days=4))
    confirm_order(chain.supplier, chain.purchase)
    chain.change({"kind": "date", "date": (day + timedelta(days=9)).isoformat()})
    assert chain.waits(number) == (there, 20, day + timedelta(days=9))
    assert number in chain.news("order.repromised")
    parcel = ship_order(chain.supplier, chain.purchase).number
    chain.follow()
    receive_purchase(chain.depot.keeper, parcel, chain.depot.place.key)
    assert chain.waits(number)[:2] == (there + 20, 0)
    chain.follow()
    chain.check()


def test_a_purchase_is_changed_by_its_order_alone(chain: Chain) -> None:
    supply, keeper = chain.supply(), make_actor(chain.depot.house, [*STOCK, *ORDERING])
    for refused in (
        lambda: receive_supply(keeper, supply.id),
        lambda: cancel_supply(keeper, supply.id),
        lambda: change_supply(keeper, supply.id, SupplyChange(quantity=D(5))),
    ):
        with pytest.raises(SupplyOfOrder) as told:
            refused()
        assert told.value.instead == {"order": chain.purchase}
    assert change_supply(keeper, supply.id, SupplyChange(presale=True)).presale


def test_goods_that_come_in_consume_it_and_serve_who_waits(chain: Chain) -> None:
    many = chain.ordered()
    confirm_order(chain.supplier, chain.purchase)
    parcel = ship_order(chain.supplier, chain.purchase, [LineShipment(1, D(many))]).number
    chain.follow()
    receive_purchase(
        chain.depot.keeper, parcel, chain.depot.place.key, [LineReceipt(1, D(many - 30), D(4), "wet")]
    )
    # In the same transaction: nothing is in stock and on its way at once.
    assert chain.told() == (many - 4, many - 30, "open")
    assert chain.coming() == 26
    chain.follow()
    assert chain.told() == (many - 4, many - 30, "open")
    declare_lost(chain.supplier, parcel, "Stolen")
    chain.follow()
    assert chain.told() == (many - 30, many - 30, "received")
    assert chain.coming() == 0
    chain.check()


def test_two_follow_at_once(live: None, two_at_once) -> None:
    chain = Chain(make_depot())
    with acting(chain.depot.world.system):
        IncomingSupply.objects.all().delete()
    system = chain.depot.world.system
    assert two_at_once(*[lambda: follow_purchase(system, chain.purchase)] * 2) == [1, 1]
    assert chain.told()[0] == chain.ordered()
    chain.check()
