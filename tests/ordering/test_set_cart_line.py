"""The cart: quantities are set, added to and taken out; many at once; emptied."""

from decimal import Decimal

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.clear_cart import clear_cart
from dinghuo.ordering.actions.fill_cart import LineRequest, fill_cart
from dinghuo.ordering.actions.set_cart_line import set_cart_line
from dinghuo.ordering.models import CartLine
from tests.makers import make_goods, make_world

D = Decimal
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def in_cart(world) -> list[tuple[str, Decimal, str]]:
    with acting(world.system):
        return list(CartLine.objects.order_by("id").values_list("variant__sku", "quantity", "unit"))


def test_a_quantity_is_set_added_to_and_taken_out(world):
    goods, person = make_goods(world.supplier, box=24), world.purchaser()
    shop = world.storefront.id
    set_cart_line(person, shop, goods.sku, D(2))
    set_cart_line(person, shop, goods.sku, D(3), add=True)
    set_cart_line(person, shop, goods.sku, D(7), unit="瓶")
    assert in_cart(world) == [(goods.sku, 5, "箱"), (goods.sku, 7, "瓶")]
    set_cart_line(person, shop, goods.sku, D(0))
    assert in_cart(world) == [(goods.sku, 7, "瓶")]


def test_each_person_has_a_cart_of_their_own(world):
    goods = make_goods(world.supplier)
    mine, hers = world.purchaser(), world.purchaser()
    set_cart_line(mine, world.storefront.id, goods.sku, D(1))
    set_cart_line(hers, world.storefront.id, goods.sku, D(2))
    clear_cart(mine, world.storefront.id)
    assert in_cart(world) == [(goods.sku, 2, "瓶")]


def test_every_fault_is_told(world):
    goods = make_goods(world.supplier)
    with pytest.raises(Invalid) as told:
        set_cart_line(world.purchaser(), world.storefront.id, goods.sku, D("NaN"), unit="pallet")
    assert [fault.path for fault in told.value.faults] == ["quantity", "unit"]
    with pytest.raises(Invalid):
        set_cart_line(world.purchaser(), world.storefront.id, "NOPE", D(1))
    with pytest.raises(NotAllowed):
        set_cart_line(world.approver(), world.storefront.id, goods.sku, D(1))


def test_many_lines_at_once_add_up_and_unknown_ones_come_back(world):
    water, tea = make_goods(world.supplier, box=24), make_goods(world.supplier)
    unknown = LineRequest("NOPE", D(1))
    left = fill_cart(
        world.purchaser(),
        world.storefront.id,
        [LineRequest(water.sku, D(2)), LineRequest(tea.sku, D(5)), unknown, LineRequest(water.sku, D(1))],
    )
    assert left.unknown == [unknown]
    assert in_cart(world) == [(water.sku, 3, "箱"), (tea.sku, 5, "瓶")]


def test_filling_takes_as_many_statements_for_many_lines_as_for_few(world, django_assert_max_num_queries):
    goods = [make_goods(world.supplier) for _ in range(30)]
    person = world.purchaser()
    with django_assert_max_num_queries(12):
        fill_cart(person, world.storefront.id, [LineRequest(each.sku, D(1)) for each in goods])


def test_two_at_once_are_one_line(live, two_at_once):
    world = make_world()
    goods, person = make_goods(world.supplier), world.purchaser()
    two_at_once(
        *[lambda: set_cart_line(person, world.storefront.id, goods.sku, D(1), add=True) for _ in range(2)]
    )
    assert in_cart(world) == [(goods.sku, 2, "瓶")]
