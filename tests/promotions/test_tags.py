"""A promotion for what carries a tag: given where it is there, and no longer where it was taken off."""

from decimal import Decimal as D

import pytest

from dinghuo.catalogue.actions.attributes.add_ready_set import add_ready_set
from dinghuo.catalogue.models import Listing
from dinghuo.foundation.errors import Invalid
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.promotions.actions.save_promotion import Named
from tests.makers import make_actor, make_goods, make_world
from tests.makers.promotions import make_promotion, promoter

pytestmark = pytest.mark.django_db


def wanted(*skus: str) -> OrderRequest:
    return OrderRequest(lines=[LineRequest(sku, D(10)) for sku in skus], payment_method="credit")


def test_what_carries_the_tag_is_cheaper_and_nothing_else():
    world = make_world()
    add_ready_set(make_actor(world.operator, ["catalogue.save_attribute"]), "", "tags")
    for sku in ("NEW", "OLD"):
        make_goods(world.supplier, sku, price="10", stock=500)
    with acting(world.system):
        Listing.objects.filter(sku="NEW").update(traits=["tags=new", "colour=red"])
    make_promotion(promoter(world), goods=[Named("tag", "new")])
    placed = place_order(world.purchaser(), wanted("NEW", "OLD"))
    assert [line.discount for line in placed.lines] == [D(10), D(0)]
    with acting(world.system):
        Listing.objects.filter(sku="NEW").update(traits=["tags=clearance"])
    assert preview_order(world.purchaser(), wanted("NEW")).total == D(100)


def test_a_tag_that_there_is_not_is_told():
    world = make_world()
    with pytest.raises(Invalid) as refused:
        make_promotion(promoter(world), goods=[Named("tag", "nosuch")])
    assert [fault.path for fault in refused.value.faults] == ["goods.0.key"]
