"""What-if: the same story as placing, and no trace of it."""

from decimal import Decimal

import pytest

from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.errors import OutOfStock
from dinghuo.ordering.models import Order
from tests.makers import make_goods, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def test_it_says_what_would_happen_and_leaves_no_trace(world):
    goods = make_goods(world.supplier, price="100", stock=50)
    request = OrderRequest([LineRequest(goods.sku, Decimal(6))], "credit")
    preview = preview_order(world.purchaser(limit="500"), request)
    assert (preview.total, preview.needs_approval) == (600, True)
    with acting(world.system):
        assert not Order.objects.exists()
        assert not EventRow.objects.exists()
        world.credit.refresh_from_db()
        assert world.credit.used == 0


def test_it_refuses_what_placing_would_refuse(world):
    goods = make_goods(world.supplier, stock=5)
    with pytest.raises(OutOfStock):
        preview_order(world.purchaser(), OrderRequest([LineRequest(goods.sku, Decimal(6))], "credit"))
