"""Many wishes placed at once: who may not ask for one is told so, and the others are placed."""

from decimal import Decimal

from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_orders import LineRequest, OrderRequest, Placement, place_orders
from dinghuo.ordering.errors import OutOfStock
from dinghuo.ordering.models import Order, OrderGroup
from dinghuo.ordering.permissions import VIEW
from tests.makers import make_actor, make_goods, make_world


def wish(sku: str, quantity: str, price: str | None = None) -> OrderRequest:
    line = LineRequest(sku, Decimal(quantity), price=Decimal(price) if price else None)
    return OrderRequest(lines=[line], payment_method="transfer")


def test_each_outcome_stands_in_its_place(db):
    world = make_world()
    make_goods(world.supplier, "WATER", stock=3)
    outcomes = place_orders(
        world.purchaser(),
        [wish("WATER", "2"), wish("WATER", "1", price="0.01"), wish("WATER", "2"), wish("WATER", "1")],
    )
    assert [type(outcome) for outcome in outcomes] == [Placement, NotAllowed, OutOfStock, Placement]
    with acting(world.system):
        assert (OrderGroup.objects.count(), Order.objects.count()) == (2, 2)


def test_nobody_without_the_grant_places_anything(db):
    world = make_world()
    make_goods(world.supplier, "WATER", stock=3)
    [outcome] = place_orders(make_actor(world.buyer, [VIEW]), [wish("WATER", "1")])
    assert isinstance(outcome, NotAllowed)


def test_nothing_asked_for_is_nothing_placed(db):
    assert place_orders(make_world().purchaser(), []) == []
