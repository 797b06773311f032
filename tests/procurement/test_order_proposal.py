"""order_proposal: one proposal, one order, through the same core; and the goods end up in the house's own book."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.ship_order import LineShipment, ship_order
from dinghuo.fulfilment.errors import AlreadyReceived
from dinghuo.inventory.models import UnitCost
from dinghuo.inventory.queries.differences import differences
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.models import Order
from dinghuo.procurement.actions.dismiss_proposal import dismiss_proposal
from dinghuo.procurement.actions.edit_proposal import edit_proposal
from dinghuo.procurement.actions.order_proposal import order_proposal
from dinghuo.procurement.actions.propose_replenishment import propose_replenishment
from dinghuo.procurement.actions.receive_purchase import LineReceipt, receive_purchase
from dinghuo.procurement.errors import ProposalClosed
from dinghuo.procurement.permissions import PERMISSIONS
from dinghuo.procurement.queries.figures import figures
from tests.makers import make_actor
from tests.procurement.conftest import Depot, make_depot


def proposed(depot: Depot, stock: int = 110) -> str:
    water = depot.goods("WATER", stock=stock, minimum=12, multiple=12, lead_time_days=4)
    depot.sold(water, 40, 20, 40)
    propose_replenishment(depot.keeper)
    return depot.open_proposals()[0].number


def orders_of(depot: Depot) -> list[Order]:
    with acting(depot.world.system):
        return list(Order.objects.filter(buyer=depot.house))


def test_a_proposal_becomes_one_order_of_the_house(depot):
    number = proposed(depot)
    edit_proposal(depot.keeper, number, {1: Decimal(48)})
    made = order_proposal(depot.keeper, number)
    [order] = orders_of(depot)
    assert (made.state, made.order_number, order.reference) == ("ordered", order.number, number)
    assert (order.buyer_id, order.seller_id) == (depot.house.id, depot.world.supplier.id)
    with acting(depot.world.system):
        assert order.lines.get().ordered == 48
    with pytest.raises(ProposalClosed) as refused:
        order_proposal(depot.keeper, number)
    assert refused.value.instead == {"order": order.number}
    # What is ordered counts as coming: nothing is proposed twice.
    with acting(depot.keeper):
        [figure] = figures(depot.keeper)
    assert figure.held.coming == 48


def test_two_at_once_order_it_once(live, two_at_once):
    depot = make_depot()
    number = proposed(depot)

    def order() -> str:
        try:
            return order_proposal(depot.keeper, number).state
        except ProposalClosed:
            return "closed"

    assert sorted(two_at_once(order, order)) == ["closed", "ordered"]
    assert len(orders_of(depot)) == 1


def test_a_refused_order_leaves_the_proposal_open(depot):
    number = proposed(depot)
    edit_proposal(depot.keeper, number, {1: Decimal(7)})
    with pytest.raises(Invalid):
        order_proposal(depot.keeper, number)
    assert depot.open_proposals()[0].number == number
    edit_proposal(depot.keeper, number, {1: Decimal(0)})
    with pytest.raises(Invalid):
        order_proposal(depot.keeper, number)
    assert orders_of(depot) == []


def test_every_fault_of_an_edit_at_once(depot):
    number = proposed(depot)
    with pytest.raises(Invalid) as wrong:
        edit_proposal(depot.keeper, number, {1: Decimal(-1), 9: Decimal(3)})
    assert [fault.code for fault in wrong.value.faults] == ["not-negative", "unknown"]


def test_another_house_sees_nothing_of_it(depot):
    number = proposed(depot)
    stranger = make_actor(depot.world.supplier, PERMISSIONS)
    with pytest.raises(NotFound):
        order_proposal(stranger, number)
    with pytest.raises(NotAllowed):
        order_proposal(make_actor(depot.house, ["procurement.see_replenishment"]), number)
    with pytest.raises(NotAllowed):
        order_proposal(make_actor(depot.world.operator, PERMISSIONS), number)


def test_what_is_put_aside_is_proposed_again(depot):
    number = proposed(depot)
    dismiss_proposal(depot.keeper, number, "Another supplier calls tomorrow")
    assert depot.open_proposals() == []
    propose_replenishment(depot.keeper)
    assert depot.open_proposals()[0].number != number


def shipped(depot: Depot, **line) -> str:
    order_proposal(depot.keeper, proposed(depot))
    [order] = orders_of(depot)
    seller = make_actor(
        depot.world.supplier, ["ordering.view_orders", "ordering.confirm_order", "fulfilment.ship_order"]
    )
    confirm_order(seller, order.number)
    with acting(depot.world.system):
        quantity = order.lines.get().ordered
    return ship_order(seller, order.number, [LineShipment(1, quantity, **line)]).number


def test_received_goods_lie_in_the_houses_warehouse(depot):
    until = now().date() + timedelta(days=200)
    parcel = shipped(depot, lot="S-77", expires=until)
    before = depot.on_hand("WATER")
    receipt = receive_purchase(
        depot.keeper, parcel, depot.place.key, [LineReceipt(1, Decimal(20), Decimal(4), "wet")]
    )
    assert (receipt.state, receipt.reference, receipt.partner) == (
        "posted",
        parcel,
        depot.world.supplier.name,
    )
    assert depot.on_hand("WATER") == {**before, "S-77": 20}
    with acting(depot.keeper):
        assert differences(depot.keeper) == []
        # Ten with tax, at thirteen percent.
        assert UnitCost.objects.get(owner=depot.house).cost == Decimal("8.849558")
    receive_purchase(depot.keeper, parcel, depot.place.key)
    with pytest.raises(AlreadyReceived):
        receive_purchase(depot.keeper, parcel, depot.place.key)


def test_a_warehouse_of_others_takes_nothing_and_nothing_is_received(depot):
    parcel = shipped(depot)
    with acting(depot.world.system):
        foreign = depot.world.supplier
    with pytest.raises(Invalid):
        receive_purchase(depot.keeper, parcel, f"main-{foreign.code}")
    receive_purchase(depot.keeper, parcel, depot.place.key)


def test_only_the_house_that_bought_receives(depot):
    parcel = shipped(depot)
    with pytest.raises(NotAllowed):
        receive_purchase(make_actor(depot.world.supplier, PERMISSIONS), parcel, depot.place.key)
