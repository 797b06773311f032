"""Writing, starting, changing and ending promotions, and their codes: who may, and what is refused."""

from decimal import Decimal

import pytest

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.promotions.actions.end_promotion import end_promotion
from dinghuo.promotions.actions.make_coupons import make_coupons
from dinghuo.promotions.actions.save_promotion import (
    Benefit,
    Named,
    PromotionInput,
    Terms,
    Tier,
    save_promotion,
)
from dinghuo.promotions.actions.start_promotion import start_promotion
from dinghuo.promotions.errors import PromotionFixed
from dinghuo.promotions.models import Coupon, PromotionVersion
from dinghuo.promotions.queries.promotions import promotion, promotions
from tests.makers import make_actor, make_organisation, make_world
from tests.makers.promotions import PERMISSIONS, make_promotion, promoter, sellers_promoter

D = Decimal
START = now()
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def written(**columns) -> PromotionInput:
    terms = columns.pop("terms", Terms(Benefit.PERCENT, D(10)))
    return PromotionInput(name="Ten off", terms=terms, currency="CNY", starts_at=now(), **columns)


def test_a_draft_counts_from_its_start_and_never_after_its_end(world):
    actor = sellers_promoter(world)
    assert save_promotion(actor, "ten", written()).state == "draft"
    assert start_promotion(actor, "ten").state == "active"
    with pytest.raises(PromotionFixed):
        start_promotion(actor, "ten")
    assert end_promotion(actor, "ten").state == "ended"
    with pytest.raises(PromotionFixed):
        end_promotion(actor, "ten")
    with pytest.raises(PromotionFixed):
        save_promotion(actor, "ten", written())


def test_a_running_one_gets_a_new_version_but_keeps_its_bearers_and_limits(world):
    actor = promoter(world)
    make_promotion(actor, "ten", value="10", budget=D(100))
    with pytest.raises(Invalid) as told:
        save_promotion(actor, "ten", written(platform_share=50))
    assert {fault.path for fault in told.value.faults} == {"seller_share", "platform_share", "budget"}
    saved = save_promotion(actor, "ten", written(budget=D(200), terms=Terms(Benefit.PERCENT, D(5))))
    assert saved.version == 2
    with acting(world.system):
        assert [row.said["terms"]["value"] for row in PromotionVersion.objects.order_by("version")] == [
            "10",
            "5",
        ]
    with acting(actor):
        assert promotion(actor, "ten").row.budget == 200


def test_who_bears_a_part_is_told_and_nobody_bears_nothing(world):
    actor = promoter(world)
    with pytest.raises(Invalid) as told:
        save_promotion(actor, "ten", written(supplier=world.supplier.code))
    assert [(fault.path, fault.code) for fault in told.value.faults] == [("supplier", "no-share")]
    save_promotion(actor, "ten", written(supplier=world.supplier.code, supplier_share=20))
    with acting(actor):
        [row] = promotions(actor)
    assert (row.supplier, row.storefront) == (world.supplier.code, None)


def test_every_fault_is_told_at_once(world):
    row = PromotionInput(
        name=" ",
        terms=Terms(Benefit.TIERS, tiers=[Tier(D(9), D(10))]),
        currency="XXQ",
        starts_at=START,
        ends_at=START,
        goods=[Named("sku", "NOPE"), Named("planet", "x")],
        whom=[Named("customer", "NOBODY")],
        budget=D(0),
        per_customer=0,
        platform_share=50,
    )
    with pytest.raises(Invalid) as told:
        save_promotion(sellers_promoter(world), "a b", row)
    assert {fault.path for fault in told.value.faults} == {
        *("key", "name", "currency", "goods.0.key", "goods.1.kind", "whom.0.key", "tiers"),
        *("budget", "per_customer", "platform_share", "ends_at"),
    }


def test_codes_are_made_once_and_only_where_one_is_needed(world):
    actor = sellers_promoter(world)
    make_promotion(actor, "open")
    with pytest.raises(PromotionFixed):
        make_coupons(actor, "open")
    make_promotion(actor, "coded", value="5", word="HELLO")
    codes = {coupon.code for coupon in make_coupons(actor, "coded", count=50, batch="Fair")}
    assert len(codes) == 50
    with pytest.raises(Invalid):
        make_coupons(actor, "coded", word="hello")
    with pytest.raises(Invalid):
        make_coupons(actor, "coded", word="!")
    with acting(world.system):
        assert Coupon.objects.count() == 51


def test_nobody_touches_what_is_others(world):
    make_promotion(sellers_promoter(world), "ten")
    other = make_actor(make_organisation(world.market.id, "supplier"), dict.fromkeys(PERMISSIONS), "Wu")
    for act in (lambda: save_promotion(other, "ten", written()), lambda: end_promotion(other, "ten")):
        with pytest.raises(NotFound):
            act()
    with acting(other):
        assert promotions(other) == []
        with pytest.raises(NotFound):
            promotion(other, "ten")
    with pytest.raises(NotAllowed):
        end_promotion(world.purchaser(), "ten")
