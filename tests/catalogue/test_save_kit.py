"""Making kits: of one's own goods, none in another; every fault at once."""

from decimal import Decimal

import pytest

from dinghuo.catalogue.actions.save_kit import KitPricing, PartWanted, save_kit
from dinghuo.catalogue.models import KitPart
from dinghuo.catalogue.queries.kits import kept_kit
from dinghuo.foundation.errors import DinghuoError, Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from tests.makers import make_actor, make_goods, make_organisation, make_world

D = Decimal
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def seller(world):
    return make_actor(world.supplier, ("catalogue.save_kit",))


def wanted(*parts) -> list[PartWanted]:
    return [PartWanted(sku, D(quantity)) for sku, quantity in parts]


def test_a_kit_is_made_changed_and_taken_apart(world):
    kit, one, two = (make_goods(world.supplier) for _ in range(3))
    actor = seller(world)
    save_kit(actor, kit.sku, KitPricing.WHOLE, wanted((two.sku, 2), (one.sku, 1)))
    save_kit(actor, kit.sku, KitPricing.PARTS, wanted((one.sku, 3), (two.sku, 1)))
    with acting(actor):
        kept = kept_kit(actor, kit.sku)
        assert kept.by_parts
        assert [(part.sku, part.quantity) for part in kept.parts] == [
            (one.sku, 3),
            (two.sku, 1),
        ]
    save_kit(actor, kit.sku, KitPricing.WHOLE, [])
    with acting(actor):
        assert kept_kit(actor, kit.sku) is None
        told = EventRow.objects.filter(subject_id=kit.product_id, kind="kit.saved")
        assert [row.data["parts"] for row in told.order_by("id")][1] == {one.sku: "3", two.sku: "1"}


def test_every_fault_is_told_at_once(world):
    kit, part, other = (make_goods(world.supplier) for _ in range(3))
    foreign = make_goods(make_organisation(world.market.id, "supplier"))
    actor = seller(world)
    save_kit(actor, other.sku, KitPricing.WHOLE, wanted((part.sku, 1)))
    bad = wanted(
        ("NOPE", 1),
        (kit.sku, 1),
        (other.sku, 1),
        (foreign.sku, 1),
        (part.sku, 1),
        (part.sku, 0),
        (part.sku, "0.5"),
    )
    with pytest.raises(Invalid) as told:
        save_kit(actor, kit.sku, KitPricing.WHOLE, bad)
    assert [(fault.path, fault.code) for fault in told.value.faults] == [
        ("parts.0.sku", "unknown"),
        ("parts.1.sku", "itself"),
        ("parts.2.sku", "kit"),
        ("parts.3.sku", "unknown"),
        ("parts.5.sku", "twice"),
        ("parts.5.quantity", "positive"),
        ("parts.6.sku", "twice"),
        ("parts.6.quantity", "divided"),
    ]
    with pytest.raises(Invalid) as told:
        save_kit(actor, part.sku, KitPricing.WHOLE, wanted((kit.sku, 1)))
    assert [fault.code for fault in told.value.faults] == ["part"]


def test_a_seller_makes_kits_of_its_own_articles_only(world):
    kit, part = make_goods(world.supplier), make_goods(world.supplier)
    stranger = make_actor(make_organisation(world.market.id, "supplier"), ("catalogue.save_kit",))
    with pytest.raises(NotAllowed):
        save_kit(stranger, kit.sku, KitPricing.WHOLE, wanted((part.sku, 1)))
    with pytest.raises(NotAllowed):
        save_kit(world.purchaser(), kit.sku, KitPricing.WHOLE, [])
    with pytest.raises(NotFound):
        save_kit(seller(world), "NOPE", KitPricing.WHOLE, [])


def test_two_at_once_make_no_kit_of_a_kit(live, two_at_once):
    world = make_world()
    one, two, three = (make_goods(world.supplier) for _ in range(3))

    def make(sku, part):
        try:
            save_kit(seller(world), sku, KitPricing.WHOLE, wanted((part, 1)))
        except DinghuoError as refusal:
            return type(refusal).__name__
        return "made"

    outcomes = two_at_once(lambda: make(one.sku, two.sku), lambda: make(two.sku, three.sku))
    assert sorted(outcomes) == ["Invalid", "made"]
    with acting(world.system):
        assert KitPart.objects.count() == 1
