"""A deal between two Chinese houses, delivered, invoiced and partly paid, for each test of papers."""

import pytest

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.organisations.models import Market, Organisation
from tests.finance.deals import Deal, Line, make_deal
from tests.finance.world import World

ADDRESS = {
    "contact": "李娜",
    "phone": "13800138000",
    "province": "广东省",
    "city": "广州市",
    "district": "天河区",
    "street": "体育西路100号",
}


@pytest.fixture
def world(db: None) -> World:
    """A market of houses with Chinese names."""
    world = World()
    with acting(world.system):
        Organisation.objects.filter(id=world.buyer.id).update(
            name="广州华联超市有限公司", tax_number="91440101MA5CK7XY2T"
        )
        Organisation.objects.filter(id=world.seller.id).update(name="鼎湖山泉饮品股份有限公司")
    world.credit("100000")
    return world


@pytest.fixture
def deal(world: World) -> Deal:
    """Two lines, one sold by the box of 24."""
    deal = make_deal(world, Line("48", "96.00", tax="11.04"), Line("3", "100.00", tax="11.50"))
    with acting(world.system):
        Market.objects.filter(id=world.market_id).update(name="鼎货商城", accent="#0b6e69")
        Order.objects.filter(id=deal.order_id).update(
            delivery_address=ADDRESS, note="请周三前送达", reference="PO-77", payment_term_days=30
        )
        first, second = OrderLine.objects.filter(order_id=deal.order_id).order_by("position")
        OrderLine.objects.filter(id=first.id).update(
            name="鼎湖山泉饮用水", unit="箱", base_unit="瓶", factor=24, quantity=2, unit_price=48
        )
        OrderLine.objects.filter(id=second.id).update(names={"zh-hant": "訂貨培訓", "en": "Training"})
        assert Variant.objects.filter(id=first.variant_id).exists()
    return deal
