"""check_stock: the nightly look says nothing where the book is right, and names the balance where it isn't."""

from decimal import Decimal

import pytest

from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.check_stock import check_stock
from dinghuo.inventory.models import Reservation, Stock
from tests.makers import make_actor, make_goods, make_world
from tests.ordering.placed import place


def test_a_right_book_is_nothing_to_tell(db):
    world = make_world()
    make_goods(world.supplier, stock=5)
    place(world)
    assert check_stock(world.system) == []


@pytest.mark.parametrize(
    ("broken", "figures"),
    [("on_hand", (6, 5, 0, 0, 0)), ("held", (5, 5, 0, 0, 2))],
)
def test_a_difference_is_named(db, broken, figures):
    world = make_world()
    goods = make_goods(world.supplier, stock=5)
    with acting(world.system):
        balance = Stock.objects.get(variant=goods)
        if broken == "on_hand":
            Stock.objects.filter(variant=goods).update(on_hand=6)
        else:
            Reservation.objects.create(
                market_id=world.market.id, line_id=goods.id, stock=balance, quantity=Decimal(2)
            )
    [fault] = check_stock(world.system)
    found = (fault.on_hand, fault.moved_on_hand, fault.reserved, fault.moved_reserved, fault.held)
    assert found == figures
    assert fault.label.startswith(goods.sku)


def test_only_who_sees_stock_looks(db):
    world = make_world()
    with pytest.raises(NotAllowed):
        check_stock(make_actor(world.operator, ["finance.see_ledger"]))
