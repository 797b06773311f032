"""Freight: what sending an order costs, by which term, who pays which part of it, and that every figure holds it."""

from datetime import timedelta
from decimal import Decimal as D
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from dinghuo.catalogue.models import PackUnit
from dinghuo.catalogue.states import TermWhom
from dinghuo.foundation import clock
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.members.models import Level, LevelGrant
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.place_order import place_order
from dinghuo.ordering.actions.place_orders import place_orders
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.actions.propose_change import propose_change
from dinghuo.ordering.actions.remove_freight_term import remove_freight_term
from dinghuo.ordering.actions.save_freight_term import FreightInput, save_freight_term
from dinghuo.ordering.models import FreightTerm
from dinghuo.ordering.permissions import SAVE_FREIGHT, SEE_FREIGHT
from dinghuo.ordering.queries.freight_terms import freight_terms
from dinghuo.ordering.rules.freight import Load, Tariff, freight_gaps, freights
from dinghuo.organisations.models import Address, CustomerGroup, CustomerGroupMember
from tests.makers import make_goods, make_world
from tests.makers.people import make_actor, make_organisation
from tests.makers.promotions import make_promotion, sellers_promoter
from tests.ordering.test_place_order import lines

pytestmark = pytest.mark.django_db
FLAT = {"amount": D(12), "free_from": D(500), "tax_rate": D("0.09"), "note": "By truck."}
KILOS = {"amount": D(10), "first_grams": D(3000), "step_grams": D(1000), "step_amount": D("1.50")}


def charge(world, **wanted):
    return save_freight_term(world.system, FreightInput(**{"seller": world.supplier.code, **wanted}))


def weigh(world, variant, grams: str, unit: str = "瓶") -> None:
    with acting(world.system):
        PackUnit.objects.filter(variant=variant, unit=unit).update(weight_grams=D(grams))


def order_of(world, *wanted, **columns):
    return place_order(world.purchaser(), lines(*wanted, **columns)).orders[0]


def freight_of(world, goods, quantity: int = 1) -> D:
    [order] = preview_order(world.purchaser(), lines((goods, quantity))).placement.orders
    return order.freight


def test_every_figure_holds_the_freight_and_its_tax():
    world = make_world()
    goods = make_goods(world.supplier, stock=500)
    charge(world, **FLAT)
    shown = preview_order(world.purchaser(), lines((goods, 38)))
    [gap] = shown.freight_gaps
    assert (gap.missing, gap.goal, gap.saved, gap.seller_id) == (120, 500, 12, world.supplier.id)
    order = order_of(world, (goods, 38))
    assert (order.subtotal, order.freight, order.freight_tax, order.total) == (380, 12, D("0.99"), 392)
    assert order.tax == D("43.72") + D("0.99")
    assert order.payable == order.total == shown.total == shown.placement.orders[0].total
    assert (order.freight_terms["free_from"], order.freight_terms["note"]) == ("500", "By truck.")
    with acting(world.system):
        world.credit.refresh_from_db()
        assert world.credit.ordered == 392
        assert verify_books(world.system) == []
    assert preview_order(world.purchaser(), lines((goods, 50))).freight_gaps == []
    free = order_of(world, (goods, 50))
    assert (free.freight, free.total, free.freight_terms["amount"]) == (0, 500, "0")


def test_by_weight_each_further_step_that_is_begun_costs():
    world = make_world()
    goods = make_goods(world.supplier, stock=500, box=6)
    charge(world, **KILOS)
    weigh(world, goods, "500")
    assert freight_of(world, goods, 6) == 10
    assert freight_of(world, goods, 7) == D("11.50")
    assert freight_of(world, goods, 9) == D("13.00")
    # A box that is weighed itself counts as it is; what nobody has weighed counts for nothing, and it is told.
    weigh(world, goods, "3100", "箱")
    [order] = preview_order(world.purchaser(), lines((goods, 1, "箱"))).placement.orders
    assert (order.freight, order.freight_terms["grams"]) == (D("11.50"), "3100")
    unknown = make_goods(world.supplier, "UNKNOWN", stock=5)
    [order] = preview_order(world.purchaser(), lines((goods, 1, "箱"), (unknown, 5))).placement.orders
    assert (order.freight, order.freight_terms["unweighed"]) == (D("11.50"), 1)


def test_the_nearest_term_counts_as_a_whole():
    world = make_world()
    goods = make_goods(world.supplier, stock=500)
    with acting(world.system):
        group = CustomerGroup.objects.create(market_id=world.market.id, key="chains", name="Chains")
        CustomerGroupMember.objects.create(market_id=world.market.id, group=group, buyer=world.buyer)
        level = Level.objects.create(market_id=world.market.id, key="gold", name="Gold", rank=1)
        LevelGrant.objects.create(
            market_id=world.market.id,
            buyer=world.buyer,
            level=level,
            valid=(clock.now() - timedelta(days=1), None),
            granted_by="test",
        )
        Address.objects.create(
            market_id=world.market.id,
            organisation=world.buyer,
            contact="Li Na",
            region_code="440305",
            street="Keyuan 1",
        )
    steps = [
        ({"seller": "", "amount": D(1)}, 1),
        ({"amount": D(2)}, 2),
        ({"amount": D(3), "storefront": "main"}, 3),
        ({"amount": D(4), "region_code": "44"}, 4),
        ({"amount": D(5), "region_code": "4403"}, 5),
        ({"amount": D(99), "region_code": "65"}, 5),
        ({"amount": D(6), "whom": TermWhom.LEVEL, "named": "gold"}, 6),
        ({"amount": D(7), "whom": TermWhom.GROUP, "named": "chains"}, 7),
        ({"amount": D(8), "whom": TermWhom.BUYER, "named": world.buyer.code}, 8),
        ({"amount": D(0), "whom": TermWhom.BUYER, "named": world.buyer.code, "storefront": "main"}, 0),
    ]
    for wanted, expected in steps:
        charge(world, **wanted)
        assert freight_of(world, goods) == expected


def test_terms_count_in_their_time_and_a_new_one_takes_its_days():
    world = make_world()
    goods = make_goods(world.supplier, stock=500)
    today = clock.today(world.market.time_zone)
    charge(world, amount=D(5), starts_on=today - timedelta(days=20))
    charge(world, amount=D(9), starts_on=today + timedelta(days=1), ends_on=today + timedelta(days=3))
    assert freight_of(world, goods) == 5
    charge(world, amount=D(7), ends_on=today)
    assert freight_of(world, goods) == 7
    with acting(world.system):
        told = {(line.term.amount, line.when) for line in freight_terms(world.system)}
    assert told == {(D(7), "now"), (D(9), "later"), (D(5), "past"), (D(5), "later")}


def test_what_is_free_from_asks_what_is_left_after_promotions():
    world = make_world()
    goods = make_goods(world.supplier, stock=500)
    charge(world, **FLAT)
    make_promotion(sellers_promoter(world), value="60", benefit="amount")
    order = order_of(world, (goods, 51))
    assert (order.discount, order.freight, order.total) == (60, 12, 462)
    assert order_of(world, (goods, 56)).freight == 0


def test_a_seller_charges_its_own_orders_and_all_others_share_one_freight():
    world = make_world(limit="100000")
    second, third = (make_organisation(world.market.id, "supplier") for _ in range(2))
    mine, theirs, others = (
        make_goods(seller, f"G{i}", stock=500) for i, seller in enumerate((world.supplier, second, third))
    )
    charge(world, amount=D(20))
    charge(world, seller="", amount=D(10), free_from=D(400))
    orders = place_order(world.purchaser(), lines((mine, 1), (theirs, 20), (others, 10))).orders
    assert {order.seller_id: order.freight for order in orders} == {
        world.supplier.id: 20,
        second.id: D("6.67"),
        third.id: D("3.33"),
    }
    [gap] = preview_order(world.purchaser(), lines((theirs, 20), (others, 10))).freight_gaps
    assert (gap.seller_id, gap.missing, gap.saved) == (None, 100, 10)
    charge(world, seller="", **KILOS)
    weigh(world, theirs, "1000")
    weigh(world, others, "3000")
    orders = place_order(world.purchaser(), lines((theirs, 3), (others, 1))).orders
    assert [order.freight for order in orders] == [D("7.25"), D("7.25")]
    with acting(world.system):
        assert verify_books(world.system) == []


def test_services_are_not_sent_and_a_representative_pays_like_the_buyer():
    world = make_world()
    goods, repair = make_goods(world.supplier, stock=500), make_goods(world.supplier, "FIX", kind="service")
    charge(world, **FLAT)
    assert freight_of(world, repair) == 0
    sent = place_order(world.representative(), lines((goods, 1), buyer=world.buyer.code))
    assert sent.orders[0].freight == 12


def test_freight_counts_for_approval_and_a_batch_answers_like_single_orders():
    world = make_world()
    goods = make_goods(world.supplier, stock=500)
    charge(world, **FLAT)
    assert place_order(world.purchaser(limit="111"), lines((goods, 10))).orders[0].approval == "pending"
    assert place_order(world.purchaser(limit="112"), lines((goods, 10))).orders[0].approval == "not_needed"
    few, many = place_orders(world.purchaser(), [lines((goods, 1)), lines((goods, 60))])
    assert (few.orders[0].freight, many.orders[0].freight) == (12, 0)


def test_a_change_leaves_it_as_agreed_and_with_the_last_unit_nothing_is_owed():
    world = make_world()
    goods = make_goods(world.supplier, stock=500)
    charge(world, **FLAT)
    order = order_of(world, (goods, 10))
    wish = [{"kind": "quantity", "line": 1, "quantity": "60"}]
    assert propose_change(world.purchaser(), order.number, 1, wish, "More").consequences["total_after"] == (
        "612.00"
    )
    gone = order_of(world, (goods, 10))
    cancel_order(world.purchaser(), gone.number, "Not needed")
    with acting(world.system):
        gone.refresh_from_db()
        assert (gone.freight, gone.payable) == (12, 0)
        assert verify_books(world.system) == []


def test_who_charges_nothing_pays_no_statement_and_who_does_one_for_a_whole_batch():
    world = make_world(limit="100000")
    goods = make_goods(world.supplier, stock=5000)
    buyer = world.purchaser()

    def statements(orders: int) -> int:
        with CaptureQueriesContext(connection) as caught:
            place_orders(buyer, [lines((goods, 1)) for _ in range(orders)])
        return len(caught)

    statements(1)
    before, before_batch = statements(1), statements(5)
    other = make_world()
    charge(other, **FLAT)
    assert (statements(1), statements(5)) == (before, before_batch)
    charge(world, **FLAT)
    charge(world, **KILOS, region_code="44")
    assert (statements(1), statements(5)) == (before + 1, before_batch + 1)


AMOUNT = st.decimals(0, 10**6, places=2)
LOADS = st.tuples(AMOUNT, st.decimals(0, 10**6, places=3))
SELLERS = [UUID(int=n) for n in range(1, 5)]


@given(st.lists(LOADS, min_size=1, max_size=4), AMOUNT, AMOUNT, st.booleans())
def test_the_parts_of_a_freight_are_the_whole_freight(found, amount, free_from, by_weight):
    loads = {seller: Load(*each) for seller, each in zip(SELLERS, found, strict=False)}
    steps = (D(1000), D(500), D("0.37")) if by_weight else ()
    tariff = Tariff(None, amount, *steps, free_from=free_from, tax_rate=D("0.09"))
    parts = freights([tariff], loads, "CNY")
    whole = sum(loads.values(), Load(D(0)))
    assert sum(each.amount for each in parts.values()) == tariff.charge(whole, "CNY")
    assert all(0 <= each.tax("CNY") <= each.owed for each in parts.values())
    for gap in freight_gaps(parts):
        more = Load(whole.total + gap.missing, whole.grams)
        assert tariff.charge(more, "CNY") == 0 < gap.saved == tariff.charge(whole, "CNY")


def test_what_makes_no_sense_is_told_all_at_once():
    world = make_world()
    with pytest.raises(Invalid) as wrong:
        charge(
            world,
            seller="nobody",
            whom=TermWhom.GROUP,
            named="none",
            storefront="nowhere",
            region_code="99",
            amount=D(-1),
            tax_rate=D(9),
            ends_on=clock.today("UTC") - timedelta(days=9),
        )
    assert {(fault.path, fault.code) for fault in wrong.value.faults} == {
        ("seller", "unknown"),
        ("named", "unknown"),
        ("storefront", "unknown"),
        ("region", "unknown"),
        ("amount", "amount"),
        ("tax_rate", "share"),
        ("ends_on", "before-start"),
    }
    with pytest.raises(Invalid) as steps:
        charge(world, amount=D(1), first_grams=D(1000))
    assert [(fault.path, fault.code) for fault in steps.value.faults] == [("step_grams", "no-step")]
    with pytest.raises(Invalid) as absurd:
        charge(world, amount=D(10) ** 8, first_grams=D(1), step_grams=D("0.001"), step_amount=D(10) ** 9)
    assert {(fault.path, fault.code) for fault in absurd.value.faults} == {
        ("amount", "too-large"),
        ("step_amount", "too-large"),
    }
    with pytest.raises(Invalid) as grams:
        charge(world, amount=D(1), first_grams=D(1), step_grams=D("0.001"), step_amount=D(9))
    assert [(fault.path, fault.code) for fault in grams.value.faults] == [("step_grams", "too-small")]


def test_a_house_says_it_of_its_own_orders_and_takes_only_that_away():
    world = make_world()
    row = charge(world, **FLAT)
    other = make_organisation(world.market.id, "supplier")
    foreign = make_actor(other, [SAVE_FREIGHT, SEE_FREIGHT])
    with acting(foreign):
        assert freight_terms(foreign) == []
    with pytest.raises(NotFound):
        remove_freight_term(foreign, row.id)
    with pytest.raises(NotAllowed):
        remove_freight_term(world.seller(), row.id)
    with pytest.raises(Invalid, match="seller"):
        save_freight_term(foreign, FreightInput(D(1), seller=world.supplier.code))
    with pytest.raises(Invalid, match="storefront"):
        save_freight_term(foreign, FreightInput(D(1)))
    assert save_freight_term(foreign, FreightInput(D(1), seller=other.code)).seller_id == other.id
    remove_freight_term(make_actor(world.supplier, [SAVE_FREIGHT]), row.id)
    with acting(world.system):
        assert not FreightTerm.objects.filter(seller=world.supplier).exists()


def test_two_who_save_the_same_at_once_leave_one(live, two_at_once):
    world = make_world()
    ids = two_at_once(lambda: charge(world, amount=D(5)).id, lambda: charge(world, amount=D(6)).id)
    with acting(world.system):
        assert FreightTerm.objects.get().id in ids
