"""Products are saved as their row says, with every fault told at once."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.catalogue.actions.load_products import load_products
from dinghuo.catalogue.actions.publish_product import publish_product
from dinghuo.catalogue.actions.save_product import save_product
from dinghuo.catalogue.actions.withdraw_product import withdraw_product
from dinghuo.catalogue.models import Category, Code, PackUnit, Variant
from dinghuo.catalogue.queries.described import described
from dinghuo.catalogue.queries.find_variants import find_variants
from dinghuo.catalogue.rules.rows import OfferRow, PackRow, ProductRow, VariantRow
from dinghuo.catalogue.states import ProductState
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from tests.catalogue.conftest import BOX, Goods
from tests.makers.trade import member_of


def codes(fault: pytest.ExceptionInfo[Invalid]) -> set[tuple[str, str]]:
    return {(each.path.removeprefix("products."), each.code) for each in fault.value.faults}


def test_it_is_saved_and_saved_again(goods: Goods) -> None:
    offers = [goods.offer()]
    sizes = [VariantRow(f"T-{size}", options={"size": size}, offers=offers) for size in "SM"]
    first = save_product(goods.keeper, goods.row("T", "T恤", variants=sizes))
    sizes = [VariantRow(f"T-{size}", options={"size": size}, offers=offers, packs=[BOX]) for size in "ML"]
    assert save_product(goods.keeper, goods.row("T", "短袖", variants=sizes)) == first
    assert goods.skus() == ["T-L", "T-M"] or goods.skus() == ["T-M", "T-L"]
    assert goods.skus("短袖 l") == ["T-L"]
    assert goods.skus("T恤") == []
    with acting(goods.keeper):
        assert dict(Variant.objects.values_list("sku", "is_active")) == {
            "T-S": False,
            "T-M": True,
            "T-L": True,
        }
        assert find_variants(goods.keeper, ["T-M"])["T-M"].default_unit == "箱"
        assert PackUnit.objects.filter(variant__sku="T-M").count() == 2
        assert EventRow.objects.filter(kind="product.saved", subject_number="T").count() == 2


def test_codes_follow_the_product(goods: Goods) -> None:
    goods.load(goods.row("A", variants=[VariantRow("A", gtin="4006381333931", offers=[goods.offer()])]))
    goods.load(goods.row("A", variants=[VariantRow("A", gtin="96385074", offers=[goods.offer()])]))
    with acting(goods.keeper):
        assert set(Code.objects.values_list("code", "kind")) == {("A", "sku"), ("96385074", "gtin")}


def test_two_variants_swap_their_gtins(goods: Goods) -> None:
    one, other = "4006381333931", "96385074"
    for first, second in ((one, other), (other, one)):
        goods.load(goods.row("T", variants=[VariantRow("T-1", gtin=first), VariantRow("T-2", gtin=second)]))
    with acting(goods.keeper):
        assert dict(Variant.objects.values_list("sku", "gtin")) == {"T-1": other, "T-2": one}


def test_every_fault_at_once(goods: Goods) -> None:
    goods.load(goods.row("OLD", variants=[VariantRow("TAKEN", gtin="96385074")]))
    bad = [
        PackRow("箱", Decimal(0)),
        PackRow("箱", Decimal(24), gtin="123"),
        PackRow("瓶", Decimal(2)),
        PackRow("托", Decimal("NaN")),
    ]
    with pytest.raises(Invalid) as fault:
        load_products(
            goods.keeper,
            [
                ProductRow("", "", "nowhere", "瓶", [], brand="nobody", tax_rate=Decimal(13)),
                goods.row(
                    "N", variants=[VariantRow("TAKEN", packs=bad, offers=[OfferRow(new_id(), Decimal(0))])]
                ),
                goods.row("G", variants=[VariantRow("G", gtin="96385074"), VariantRow("G")]),
            ],
        )
    assert codes(fault) == {
        ("0.code", "required"),
        ("0.name", "required"),
        ("0.category", "unknown"),
        ("0.brand", "unknown"),
        ("0.tax_rate", "share"),
        ("0.variants", "required"),
        ("1.variants.0.sku", "taken"),
        ("1.variants.0.packs.0.factor", "positive"),
        ("1.variants.0.packs.1.gtin", "gtin"),
        ("1.variants.0.packs.2.factor", "base"),
        ("1.variants.0.packs.3.factor", "positive"),
        ("1.variants.0.packs", "twice"),
        ("1.variants.0.offers.0.minimum", "positive"),
        ("1.variants.0.offers", "unknown"),
        ("2.variants.0.sku", "twice"),
        ("2.variants.1.sku", "twice"),
    }
    assert goods.skus() == []


def test_a_draft_is_published_and_withdrawn(goods: Goods) -> None:
    save_product(goods.keeper, goods.row("A", state=None))
    assert goods.skus() == []
    publish_product(goods.keeper, "A")
    publish_product(goods.keeper, "A")
    assert goods.skus() == ["A"]
    save_product(goods.keeper, goods.row("A", "Renamed", state=None))
    assert goods.skus("renamed") == ["A"]
    withdraw_product(goods.keeper, "A", "recalled")
    withdraw_product(goods.keeper, "A")
    assert goods.skus() == []
    with acting(goods.keeper):
        assert EventRow.objects.filter(kind="product.published").count() == 1
        assert EventRow.objects.get(kind="product.withdrawn").why == "recalled"
    for action in (publish_product, withdraw_product):
        with pytest.raises(NotFound):
            action(goods.keeper, "nothing")


def test_it_needs_the_grant(goods: Goods) -> None:
    nobody = member_of(goods.system, goods.seller, "catalogue.see_products")
    for forbidden in (
        lambda: save_product(nobody, goods.row("A")),
        lambda: load_products(nobody, [goods.row("A")]),
        lambda: publish_product(nobody, "A"),
        lambda: withdraw_product(nobody, "A"),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_statements_do_not_grow_with_products(goods: Goods) -> None:
    counts = []
    for number in (1, 150):
        rows = [goods.row(f"P{number}-{i}", images=["x.svg"]) for i in range(number)]
        with CaptureQueriesContext(connection) as statements:
            goods.load(*rows)
        counts.append(len(statements))
    assert counts[0] == counts[1] < 40


def test_the_same_product_twice_at_once(open_goods: Goods, two_at_once) -> None:
    goods = open_goods

    def save(name: str):
        def work() -> None:
            for turn in range(4):
                state = ProductState.PUBLISHED if turn % 2 else ProductState.WITHDRAWN
                save_product(goods.keeper, goods.row("A", name, state=state))
                save_product(goods.keeper, goods.row(f"{name}-{turn}", name, state=state))

        return work

    assert two_at_once(save("one"), save("two")) == [None, None]
    with acting(goods.keeper):
        assert Category.objects.get(key="drinks").products_listed == len(goods.skus()) == 5


def test_a_seller_saves_what_it_alone_offers(goods: Goods) -> None:
    grants = ("catalogue.save_product", "catalogue.load_products", "catalogue.withdraw_product")
    seller = member_of(goods.system, goods.seller, *grants)
    rival = member_of(goods.system, goods.rival, *grants)
    taken = goods.row("MINE", variants=[VariantRow("MINE", offers=[OfferRow(goods.rival.id)])])
    save_product(seller, goods.row("MINE"))
    save_product(seller, goods.row("MINE", "Renamed"))
    for forbidden in (
        lambda: save_product(rival, taken),
        lambda: load_products(rival, [taken]),
        lambda: withdraw_product(rival, "MINE"),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    for offers in ([], [OfferRow(goods.seller.id)]):
        with pytest.raises(Invalid) as fault:
            save_product(rival, goods.row("NEW", variants=[VariantRow("NEW", offers=offers)]))
        assert codes(fault) == {("0.variants.0.offers", "own")}
    withdraw_product(seller, "MINE")


def test_units_tell_how_far_they_may_be_divided_what_they_weigh_and_take(goods):
    packs = [
        PackRow("瓶", Decimal(1), decimals=1, weight_grams=Decimal("620.5"), volume_cubic_cm=Decimal(550)),
        PackRow("箱", Decimal(24), is_default=True, weight_grams=Decimal(15_200)),
    ]
    offers = [goods.offer(minimum=Decimal("0.5"), multiple=Decimal("0.5"))]
    save_product(goods.keeper, goods.row("A", variants=[VariantRow("A", packs=packs, offers=offers)]))
    [item] = goods.page().items
    assert (item.base.decimals, item.base.weight_grams, item.base.volume_cubic_cm) == (
        1,
        Decimal("620.5"),
        550,
    )
    assert [(pack.unit, pack.weight_grams, pack.volume_cubic_cm) for pack in item.packs] == [
        ("箱", 15_200, None)
    ]
    with acting(goods.keeper):
        told = described(goods.keeper, ["A"])["A"]
    assert told.variants[0].packs == packs


def test_terms_in_parts_of_what_comes_whole_are_refused(goods):
    half = [goods.offer(minimum=Decimal("0.5"), multiple=Decimal("0.5"))]
    with pytest.raises(Invalid) as refused:
        save_product(goods.keeper, goods.row("A", variants=[VariantRow("A", offers=half)]))
    assert {fault.code for fault in refused.value.faults} == {"divided"}
