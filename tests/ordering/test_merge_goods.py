"""Merging two articles that are one: who sold it goes on selling it, nothing that is promised moves, and only once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from threading import Thread

import pytest
from django.db import connection

from dinghuo.catalogue.actions.save_quantity_term import QuantityInput, save_quantity_term
from dinghuo.catalogue.actions.save_tax_rate import TaxRateInput, save_tax_rate
from dinghuo.catalogue.errors import NotOneThing
from dinghuo.catalogue.models import (
    Code,
    Merge,
    Offer,
    PackUnit,
    Product,
    ProductLink,
    QuantityTerm,
    TaxRate,
    Variant,
)
from dinghuo.catalogue.queries.links import gone
from dinghuo.catalogue.queries.merging.same_gtin import same_gtin
from dinghuo.catalogue.states import TaxTarget, TermTarget, TermWhom
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import DinghuoError, Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.begin_picking import begin_picking
from dinghuo.fulfilment.actions.scan_pick import scan_pick
from dinghuo.inventory.actions.adjust_stock import adjust_stock
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.scan_into_document import scan_into_document
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.models import IncomingSupply, Stock
from dinghuo.inventory.queries.differences import differences
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.merge_goods import merge_goods
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.save_supply import SupplyEntry, save_supply
from dinghuo.ordering.models import Quota
from dinghuo.ordering.queries.merge_preview import merge_preview
from dinghuo.pricing.models import Price
from tests.makers import make_actor, make_goods, make_organisation, make_world
from tests.makers.days import ahead
from tests.makers.goods import make_price

D = Decimal
pytestmark = pytest.mark.django_db(transaction=True)
MERGE = ("catalogue.merge_goods", "catalogue.see_products")


@pytest.fixture
def world():
    return make_world()


def operator(world) -> Actor:
    return make_actor(world.operator, MERGE)


def two(world, **other):
    """An article of the supplier's with boxes, and the same of another seller's under another code."""
    second = make_organisation(world.market.id, "supplier")
    kept = make_goods(world.supplier, "A", price="10", stock=100)
    merged = make_goods(second, "B", **{"price": "9", "stock": 50, "box": 12, **other})
    with acting(world.system):
        for variant in (kept, merged):
            Variant.objects.filter(id=variant.id).update(name="Water")
    return second, kept, merged


def told(refused) -> str:
    return str(refused.value)


def test_the_second_seller_sells_the_kept_article(world):
    second, kept, merged = two(world)
    make_price(second, merged, "100", unit="箱")
    actor = operator(world)
    with acting(actor):
        seen = merge_preview(actor, "A", "B")
        assert (seen.obstacles, seen.retires, seen.prices, seen.stock.free) == ([], True, 2, D(50))
        assert [offer.seller_id for offer in seen.pair.coming] == [second.id]
        assert seen.pair.new_units == ["箱"]
    done = merge_goods(actor, "A", "B", "One bottle")
    assert done.counts == {
        "units": 1,
        "offers": 1,
        "kits": 0,
        "codes": 0,
        "quantity_terms": 0,
        "terms_left": 0,
        "links": 0,
        "tax_rates": 0,
        "prices": 2,
        "carts": 0,
        "quotas": 0,
        "quotas_left": 0,
        "supplies": 0,
    }
    assert done.stock == 50
    with acting(world.system):
        offers = Offer.objects.filter(variant=kept, state="active").order_by("position")
        assert [offer.seller_id for offer in offers] == [world.supplier.id, second.id]
        assert not Offer.objects.filter(variant=merged, state="active").exists()
        assert sorted(Price.objects.filter(variant=kept).values_list("unit", "amount")) == [
            ("瓶", D(9)),
            ("瓶", D(10)),
            ("箱", D(100)),
        ]
        assert PackUnit.objects.get(variant=kept, unit="箱").factor == 12
        assert dict(Stock.objects.filter(variant=kept).values_list("owner_id", "on_hand")) == {
            world.supplier.id: 100,
            second.id: 50,
        }
        assert Stock.objects.get(variant=merged).on_hand == 0
        assert Product.objects.get(id=merged.product_id).state == "withdrawn"
        assert ProductLink.objects.get(product_id=merged.product_id).other_id == kept.product_id
        assert set(Code.objects.filter(variant=kept).values_list("code", flat=True)) == {"A", "B"}
        assert not Code.objects.filter(variant=merged).exists()
        assert EventRow.objects.get(kind="variants.merged").data["stock"] == "50"
        assert differences(make_actor(world.operator, ("inventory.see_stock",))) == []
    buyer = make_actor(world.buyer, ("catalogue.see_products",))
    with acting(buyer):
        assert [item.sku for item in gone(buyer, world.storefront.id, "B").instead] == ["A"]


def test_what_is_promised_stays_and_is_carried_when_it_is_free(world):
    _second, kept, merged = two(world)
    with acting(world.system):
        Stock.objects.filter(variant=merged).update(reserved=20)
    actor = operator(world)
    assert merge_goods(actor, "A", "B").stock == 30
    with acting(world.system):
        assert Stock.objects.get(variant=merged).on_hand == 20
        Stock.objects.filter(variant=merged).update(reserved=5)
    assert merge_goods(actor, "A", "B").stock == 15
    with acting(world.system):
        assert Stock.objects.get(variant=merged).on_hand == 5
        assert Merge.objects.count() == 1


def test_what_is_on_its_way_follows_and_what_is_promised_of_it_stays(world, drain):
    second, kept, merged = two(world, backorder_allowed=True, stock=1)
    keeper = make_actor(second, ("ordering.save_supply", "inventory.receive_stock", "inventory.see_stock"))
    whole = save_supply(keeper, SupplyEntry("B", D(30), ahead(5), "PO-1"))
    asked = OrderRequest([LineRequest("B", D(20))], "credit")
    place_order(world.purchaser(), asked)
    part = save_supply(keeper, SupplyEntry("B", D(40), ahead(9), "PO-2"))
    assert merge_goods(operator(world), "A", "B").counts["supplies"] == 2
    drain()
    with acting(world.system):
        of = IncomingSupply.objects.order_by("expected", "variant_id", "id")
        rows = {(row.reference, row.variant_id): (row.quantity, row.promised) for row in of}
    assert rows == {
        (whole.reference, merged.id): (19, 19),
        (whole.reference, kept.id): (11, 0),
        (part.reference, kept.id): (40, 0),
    }


def test_a_seller_of_both_keeps_what_it_says_of_the_kept(world):
    kept = make_goods(world.supplier, "A", price="10", stock=1, minimum=2)
    make_goods(world.supplier, "B", price="9", stock=5, minimum=7)
    merge_goods(operator(world), "A", "B")
    with acting(world.system):
        assert Offer.objects.get(variant=kept).minimum == 2
        assert Price.objects.get(variant=kept).amount == 10
        assert Stock.objects.get(variant=kept).on_hand == 6


def test_what_does_not_agree_is_not_merged(world):
    _second, kept, merged = two(world)
    actor = operator(world)
    with acting(world.system):
        PackUnit.objects.create(market_id=world.market.id, variant=kept, unit="箱", factor=24)
        Product.objects.filter(id=merged.product_id).update(kind="service")
    with pytest.raises(NotOneThing) as refused:
        merge_goods(actor, "A", "B")
    assert "箱 is 24" in told(refused)
    assert "service" in told(refused)
    with pytest.raises(NotOneThing):
        merge_goods(actor, "A", "A")
    with pytest.raises(NotFound):
        merge_goods(actor, "A", "NOPE")
    with pytest.raises(NotAllowed):
        merge_goods(make_actor(world.supplier, ()), "A", "B")


def test_a_merged_article_is_not_merged_again_and_chains_lead_to_the_end(world):
    two(world)
    make_goods(world.supplier, "C")
    actor = operator(world)
    merge_goods(actor, "A", "B")
    with pytest.raises(NotOneThing):
        merge_goods(actor, "C", "B")
    merge_goods(actor, "C", "A")
    with acting(world.system):
        assert set(Merge.objects.values_list("merged__sku", "kept__sku")) == {("B", "C"), ("A", "C")}


def test_two_who_merge_the_same_pair_both_ways_at_once(world):
    two(world)
    actor = operator(world)
    outcomes: list[str] = []

    def merge(kept, merged):
        try:
            merge_goods(actor, kept, merged)
            outcomes.append("done")
        except DinghuoError as refused:
            outcomes.append(type(refused).__name__)
        finally:
            connection.close()

    threads = [Thread(target=merge, args=pair) for pair in (("A", "B"), ("B", "A"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["NotOneThing", "done"]


def test_barcodes_with_more_zeros_are_found(world):
    _second, kept, merged = two(world)
    other = make_goods(world.supplier, "C")
    with acting(world.system):
        for variant, gtin in ((kept, "036000291452"), (merged, "0036000291452"), (other, "6901234567892")):
            Variant.objects.filter(id=variant.id).update(gtin=gtin)
            Code.objects.create(market_id=world.market.id, variant=variant, code=gtin, kind="gtin")
        found = same_gtin(world.system)
    assert [(pair.kept, pair.merged, pair.gtin) for pair in found] == [("A", "B", "00036000291452")]


def test_kept_tax_rates_come_along_where_what_stays_has_none(world):
    _second, kept, merged = two(world)
    keeper = make_actor(world.operator, ["catalogue.save_tax_rate"])
    day = date(2026, 1, 1)

    def keep(code, rate, region="", since=day, until=None):
        wanted = TaxRateInput(D(rate), since, until, TaxTarget.PRODUCT, code, region)
        return save_tax_rate(keeper, wanted)

    keep("B", "0.06", "46")
    keep("B", "0.05", since=day)
    keep("A", "0.09", since=date(2026, 7, 1), until=date(2026, 12, 31))
    actor = operator(world)
    with acting(actor):
        assert merge_preview(actor, "A", "B").rates == 2
    assert merge_goods(actor, "A", "B").counts["tax_rates"] == 3
    with acting(world.system):
        rows = TaxRate.objects.filter(market_id=world.market.id).order_by("region_code", "valid")
        assert {row.target_id for row in rows} == {kept.product_id}
        # Its own half-year stands between what came along.
        assert [(row.region_code, row.rate) for row in rows] == [
            ("", D("0.05")),
            ("", D("0.09")),
            ("", D("0.05")),
            ("46", D("0.06")),
        ]


def test_stock_of_what_was_merged_is_entered_as_what_it_became(world):
    """By hand it is told in words, by scan it is followed; what orders hold keeps its name until it is shipped."""
    second, kept, _merged = two(world)
    stock = ("receive_stock", "scrap_stock", "transfer_stock", "count_stock", "adjust_stock", "see_stock")
    keeper = make_actor(second, [f"inventory.{each}" for each in stock] + ["ordering.save_supply"])
    merge_goods(operator(world), "A", "B")
    entry = LineEntry("B", D(1))
    for kind in ("receipt", "scrap", "adjustment", "count"):
        with pytest.raises(Invalid) as refused:
            open_stock_document(keeper, DocumentEntry(kind, why="x", lines=[entry]))
        assert [(fault.path, fault.code) for fault in refused.value.faults] == [("lines.0.sku", "merged")]
        assert "B is A by now" in refused.value.faults[0].message
    for run, path in (
        (lambda: count_stock(keeper, [StockCount("B", D(1))]), "counts.0.sku"),
        (lambda: adjust_stock(keeper, "B", D(1), "Found"), "sku"),
        (lambda: save_supply(keeper, SupplyEntry("B", D(5), ahead(3), "PO-1")), "sku"),
    ):
        with pytest.raises(Invalid) as refused:
            run()
        assert [(fault.path, fault.code) for fault in refused.value.faults] == [(path, "merged")]
    number = open_stock_document(keeper, DocumentEntry("receipt")).number
    assert scan_into_document(keeper, number, "b", D(2)).variant_id == kept.id
    submit_stock_document(keeper, number)
    with acting(world.system):
        rows = Stock.objects.filter(owner=second, on_hand__gt=0)
        assert [(row.variant.sku, row.on_hand) for row in rows] == [("A", D(52))]
        assert differences(world.system) == []


def test_what_orders_hold_of_it_is_picked_and_counted_under_its_own_name(world):
    second, _kept, merged = two(world)
    with acting(world.system):
        Variant.objects.filter(id=merged.id).update(gtin="9521234543213")
    wanted = OrderRequest(lines=[LineRequest("B", D(6))], payment_method="transfer")
    number = place_order(world.purchaser(), wanted).orders[0].number
    stock = [f"inventory.{each}_stock" for each in ("count", "see", "receive")]
    grants = ["ordering.view_orders", "ordering.confirm_order", "fulfilment.ship_order", *stock]
    seller = make_actor(second, grants)
    confirm_order(seller, number)
    merge_goods(operator(world), "A", "B")
    # Its barcode is the other's now; what the order is to have still carries it.
    picking = begin_picking(seller, number, f"main-{second.code}").number
    assert scan_pick(seller, picking, "9521234543213", D(6)).quantity == 6
    counted = open_stock_document(seller, DocumentEntry("count", lines=[LineEntry("B", D(6))]))
    with acting(seller):
        assert counted.lines.get().quantity == 6


def test_quantities_asked_and_quotas_come_along_and_what_differs_is_told(world):
    second, kept, merged = two(world)
    for seller in (second, world.supplier):
        asked = QuantityInput(TermTarget.VARIANT, "B", TermWhom.BUYER, world.buyer.code, minimum=D(24))
        save_quantity_term(world.system, replace(asked, seller=seller.code))
    # Of all its customers it asks a step; of this one it asks another least quantity of what stays.
    save_quantity_term(
        world.system, QuantityInput(TermTarget.PRODUCT, "B", multiple=D(6), soft=False, seller=second.code)
    )
    own = QuantityInput(TermTarget.VARIANT, "A", TermWhom.BUYER, world.buyer.code, minimum=D(12))
    save_quantity_term(world.system, replace(own, seller=world.supplier.code))
    with acting(world.system):
        for seller, variant, quantity in (
            (second, merged, 40),
            (world.supplier, merged, 9),
            (world.supplier, kept, 7),
        ):
            Quota.objects.create(
                market_id=world.market.id,
                seller=seller,
                variant=variant,
                quantity=quantity,
                period="week",
                starts=date(2026, 1, 1),
                made_by_name="Li",
            )
    actor = operator(world)
    with acting(actor):
        seen = merge_preview(actor, "A", "B")
        assert (seen.terms, seen.quotas) == (2, 1)
        [(theirs, mine)] = seen.other_terms
        assert (theirs.term.minimum, mine.term.minimum, mine.whom_name) == (24, 12, world.buyer.name)
        assert [(one.quantity, stays.quantity) for one, stays in seen.other_quotas] == [(9, 7)]
    counts = merge_goods(actor, "A", "B").counts
    assert (counts["quantity_terms"], counts["terms_left"]) == (2, 1)
    assert (counts["quotas"], counts["quotas_left"]) == (1, 1)
    with acting(world.system):
        rows = QuantityTerm.objects.filter(market_id=world.market.id)
        assert sorted(
            (row.target, row.target_id, row.minimum or 0, row.multiple or 0) for row in rows
        ) == sorted(
            [
                ("variant", kept.id, D(24), 0),
                ("variant", kept.id, D(12), 0),
                ("product", kept.product_id, 0, D(6)),
            ]
        )
        quotas = Quota.objects.filter(market_id=world.market.id)
        assert {(row.seller_id, row.variant_id, row.quantity) for row in quotas} == {
            (second.id, kept.id, 40),
            (world.supplier.id, kept.id, 7),
        }


def test_a_customer_is_asked_the_same_of_what_is_kept(world):
    second, _kept, _merged = two(world)
    asked = QuantityInput(
        TermTarget.VARIANT, "B", TermWhom.BUYER, world.buyer.code, minimum=D(24), seller=second.code
    )
    save_quantity_term(world.system, asked)
    merge_goods(operator(world), "A", "B")
    line = LineRequest("A", D(12), seller=second.code)
    with pytest.raises(Invalid) as refused:
        place_order(world.purchaser(), OrderRequest([line], "transfer"))
    assert "24" in str(refused.value.faults[0].message)
    assert place_order(world.purchaser(), OrderRequest([replace(line, quantity=D(24))], "transfer")).orders
