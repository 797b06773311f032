"""Buyers find goods by code, name, pinyin and initials, page by page, in what their storefront shows."""

import itertools
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.catalogue.actions.save_assortment import AssortmentLine
from dinghuo.catalogue.actions.save_brand import save_brand
from dinghuo.catalogue.actions.save_offer import save_offer
from dinghuo.catalogue.actions.withdraw_product import withdraw_product
from dinghuo.catalogue.queries.categories import categories, category
from dinghuo.catalogue.queries.facets import facets
from dinghuo.catalogue.queries.find_goods import find_goods
from dinghuo.catalogue.queries.list_products import Wanted, list_products
from dinghuo.catalogue.queries.product import product
from dinghuo.catalogue.rules.rows import OfferRow, VariantRow
from dinghuo.catalogue.states import AssortmentKind, OfferState, ProductState
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from tests.catalogue.conftest import BOX, Goods, make_goods, shop_shows
from tests.makers.trade import member_of


def shirt(goods: Goods, code: str, sizes: str = "SML"):
    variants = [
        VariantRow(f"{code}-{size}", options={"size": size}, offers=[goods.offer()]) for size in sizes
    ]
    return goods.row(code, "T恤", category="apparel", variants=variants, base_unit="件")


def test_the_best_kind_of_match_comes_first(goods: Goods) -> None:
    goods.load(
        goods.row("KLX", "雪碧"),
        goods.row("KL", "芬达"),
        goods.row("N1", "kl 汽水"),
        goods.row("P1", "可乐"),
        goods.row("P2", "百事可乐"),
    )
    assert goods.skus("kl") == ["KL", "KLX", "N1", "P1"]
    assert goods.skus("bskl") == ["P2"]
    assert goods.skus("kele") == ["P2", "P1"]


@pytest.mark.parametrize(
    "question",
    [
        *("农夫山泉", "農夫山泉", "农夫", "泉", "山泉 550", "nongfu", "NFSQ", "nf", "ｎｆｓｑ"),
        *("a-1", "4006381333931", "40063813"),
    ],
)
def test_found_by(goods: Goods, question: str) -> None:
    variant = VariantRow("A-1", gtin="4006381333931", packs=[BOX], offers=[goods.offer()])
    goods.load(goods.row("A-1", "农夫山泉 550ml", variants=[variant]), goods.row("B-1", "康师傅"))
    assert goods.skus(question) == ["A-1"]


@pytest.mark.parametrize("question", ["百岁山", "泉山", "nfsb", "%", "_", "\\", "'", "\x00", "a" * 500])
def test_not_found_by(goods: Goods, question: str) -> None:
    goods.load(goods.row("A-1", "农夫山泉 550ml"))
    assert goods.skus(question) in ([], ["A-1"] if not question.strip("\x00") else [])


@pytest.mark.parametrize(
    "question",
    ["nfsq 550ml", "农夫 550ml", "nongfu 天然水", "zero nongfu", "nf trs zero", "天然水 zero", "tx"],
)
def test_words_of_different_kinds(goods: Goods, question: str) -> None:
    goods.load(goods.row("A-1", "农夫山泉 天然水 zero 550ml T恤"), goods.row("B-1", "农夫果园 500ml"))
    assert goods.skus(question) == ["A-1"]


@pytest.mark.parametrize(
    "asked", [{}, {"sort": "sku"}, {"sort": "newest"}, {"search": "gs"}, {"search": "goods"}]
)
def test_pages_lose_nothing_and_repeat_nothing(goods: Goods, asked: dict) -> None:
    goods.load(*(goods.row(f"GS{i:02}", f"公司 goods {i}") for i in range(23)))
    found, after = [], None
    for _ in range(10):
        page = goods.page(**asked, after=after, limit=5)
        found += [item.sku for item in page.items]
        after = page.next
        if after is None:
            break
    assert sorted(found) == [f"GS{i:02}" for i in range(23)]
    if asked.get("sort") == "newest":
        assert found == sorted(found, reverse=True)


def test_a_cursor_of_another_list_is_refused(goods: Goods) -> None:
    goods.load(*(goods.row(f"G{i}") for i in range(3)))
    after = goods.page(limit=1, sort="newest").next
    for wrong in (after, "x", "W10"):
        with pytest.raises(Invalid):
            goods.page(after=wrong)
    with pytest.raises(Invalid):
        goods.page(sort="weight")


def test_products_are_shown_once_when_grouped(goods: Goods) -> None:
    goods.load(shirt(goods, "TS-1"), shirt(goods, "TS-2"))
    assert len(goods.skus()) == 6
    page = goods.page(grouped=True)
    assert [(item.sku, item.variant_count) for item in page.items] == [("TS-1-S", 3), ("TS-2-S", 3)]
    assert goods.skus("t恤", grouped=True) == ["TS-1-S", "TS-2-S"]
    assert goods.skus("TS-2-L", grouped=True) == ["TS-2-L"]


def test_a_category_holds_what_is_below_it(goods: Goods) -> None:
    goods.load(goods.row("W", category="water"), goods.row("D"), shirt(goods, "T", "S"))
    assert goods.skus(category="food") == ["D", "W"]
    assert goods.skus(category="water") == ["W"]
    assert goods.skus(category="nothing") == []
    with acting(goods.buyer):
        found = {node.key: (node.depth, node.count) for node in categories(goods.buyer)}
        assert found == {"food": (0, 2), "drinks": (1, 2), "water": (2, 1), "apparel": (0, 1)}
        assert [node.key for node in categories(goods.buyer)] == ["apparel", "food", "drinks", "water"]
        assert category(goods.buyer, "water").path == "food/drinks/water/"
        with pytest.raises(NotFound):
            category(goods.buyer, "nothing")


@pytest.mark.parametrize("grouped", [False, True])
def test_pages_of_a_category_are_by_name_across_what_is_below_it(goods: Goods, grouped: bool) -> None:
    places = ["water", "drinks", "apparel"]
    goods.load(*(goods.row(f"P{n:02}", f"N{n * 7 % 24:02}", category=places[n % 3]) for n in range(24)))
    by_name = sorted((n for n in range(24) if n % 3 != 2), key=lambda n: n * 7 % 24)
    found, after = [], None
    for _page in range(4):
        page = goods.page(category="food", grouped=grouped, after=after, limit=5)
        found += [item.sku for item in page.items]
        after = page.next
    assert after is None
    assert found == [f"P{n:02}" for n in by_name]


def test_brands_narrow_and_are_counted(goods: Goods) -> None:
    save_brand(goods.keeper, "nongfu", "农夫山泉")
    goods.load(goods.row("A", brand="nongfu"), goods.row("B"), goods.row("C", brand="nongfu"))
    assert goods.skus(brands=["nongfu"]) == ["A", "C"]
    with acting(goods.buyer):
        found = facets(goods.buyer, None)
        assert (found.total, found.is_bounded) == (3, False)
        assert [(brand.key, brand.count) for brand in found.brands] == [("nongfu", 2)]
        assert facets(goods.buyer, None, Wanted("goods a")).total == 1


def test_only_what_is_published_and_offered(goods: Goods) -> None:
    goods.load(
        goods.row("DRAFT", state=ProductState.DRAFT),
        goods.row("NOBODY", variants=[VariantRow("NOBODY")]),
        goods.row("A"),
        goods.row("B"),
    )
    assert goods.skus() == ["A", "B"]
    withdraw_product(goods.keeper, "A")
    save_offer(goods.keeper, "B", seller_id=goods.seller.id, state=OfferState.WITHDRAWN)
    assert goods.skus() == []
    with acting(goods.buyer):
        assert categories(goods.buyer) == []
        assert find_goods(goods.buyer, None, ["A", "B"]) == {}


def test_a_storefront_shows_its_assortment(goods: Goods) -> None:
    save_brand(goods.keeper, "nongfu", "农夫山泉")
    rivals = [VariantRow("R", offers=[OfferRow(goods.rival.id), goods.offer(position=1)])]
    goods.load(
        goods.row("W", category="water"),
        goods.row("N", brand="nongfu", category="apparel"),
        goods.row("P", category="apparel"),
        goods.row("X", category="apparel"),
        goods.row("R", variants=rivals),
    )
    shop = goods.storefront
    lines = [
        AssortmentLine(AssortmentKind.CATEGORY, "water"),
        AssortmentLine(AssortmentKind.BRAND, "nongfu"),
        AssortmentLine(AssortmentKind.PRODUCT, "P"),
    ]
    assert len(goods.skus(storefront=shop)) == 5
    shop_shows(goods.keeper, "main", lines)
    assert goods.skus(storefront=shop) == ["N", "P", "W"]
    assert goods.skus("goods", storefront=shop) == ["N", "P", "W"]
    with acting(goods.buyer):
        assert list(find_goods(goods.buyer, shop.id, ["N", "X"])) == ["N"]
        assert {node.key: node.count for node in categories(goods.buyer, shop.id)} == {
            "apparel": 2,
            "food": 1,
            "drinks": 1,
            "water": 1,
        }
        with pytest.raises(NotFound):
            product(goods.buyer, shop.id, "X")
    shop_shows(goods.keeper, "main", [AssortmentLine(AssortmentKind.SELLER, "rival")])
    [item] = goods.page(storefront=shop).items
    assert (item.sku, [offer.seller_code for offer in item.offers]) == ("R", ["rival"])
    with acting(goods.buyer):
        [offer] = find_goods(goods.buyer, shop.id, ["R"])["R"].offers
        assert offer.seller_id == goods.rival.id
    shop_shows(goods.keeper, "main", [])
    assert len(goods.skus(storefront=shop)) == 5


def test_orders_find_what_lists_show_under_any_assortment(goods: Goods) -> None:
    save_brand(goods.keeper, "nongfu", "农夫山泉")
    offers = [
        [goods.offer()],
        [OfferRow(goods.rival.id)],
        [OfferRow(goods.rival.id), goods.offer(position=1)],
    ]
    places = itertools.product(("food", "drinks", "water", "apparel"), ("", "nongfu"), offers)
    rows = [
        goods.row(f"G{n}", category=category, brand=brand, variants=[VariantRow(f"G{n}", offers=offered)])
        for n, (category, brand, offered) in enumerate(places)
    ]
    goods.load(*rows)
    possible = [
        AssortmentLine(AssortmentKind.CATEGORY, "drinks"),
        AssortmentLine(AssortmentKind.CATEGORY, "apparel"),
        AssortmentLine(AssortmentKind.BRAND, "nongfu"),
        AssortmentLine(AssortmentKind.PRODUCT, "G0"),
        AssortmentLine(AssortmentKind.SELLER, "rival"),
    ]
    for taken in itertools.product((False, True), repeat=len(possible)):
        shop_shows(goods.keeper, "main", list(itertools.compress(possible, taken)))
        shown = goods.page(storefront=goods.storefront, limit=100).items
        with acting(goods.buyer):
            found = find_goods(goods.buyer, goods.storefront.id, [row.code for row in rows])
        assert {item.sku: {offer.seller_code for offer in item.offers} for item in shown} == {
            sku: {offer.seller_code for offer in each.offers} for sku, each in found.items()
        }


def test_other_markets_see_nothing(goods: Goods) -> None:
    goods.load(goods.row("A"))
    other = make_goods()
    assert other.skus() == other.skus("goods") == []
    with acting(other.buyer), pytest.raises(NotFound):
        product(other.buyer, None, "A")


def test_a_products_page(goods: Goods) -> None:
    goods.load(shirt(goods, "T"))
    with acting(goods.buyer):
        found = product(goods.buyer, None, "T-M")
    assert (found.item.sku, [item.sku for item in found.variants]) == ("T-M", ["T-S", "T-M", "T-L"])
    assert [step.key for step in found.trail] == ["apparel"]


def test_it_needs_the_grant(goods: Goods) -> None:
    nobody = member_of(goods.system, goods.seller)
    with acting(nobody), pytest.raises(NotAllowed):
        list_products(nobody, None)


def test_statements_do_not_grow_with_rows(goods: Goods) -> None:
    counts = []
    for number in (3, 60):
        variants = [VariantRow(f"V{number}-{i}", packs=[BOX], offers=[goods.offer()]) for i in range(number)]
        goods.load(goods.row(f"P{number}", variants=variants))
        with acting(goods.buyer), CaptureQueriesContext(connection) as statements:
            list_products(goods.buyer, goods.storefront.id, Wanted("goods", category="drinks"))
        counts.append(len(statements))
    assert counts == [6, 6]


def test_goods_as_an_order_needs_them(goods: Goods) -> None:
    terms = goods.offer(minimum=Decimal(24), multiple=Decimal(12), lead_time_days=3, backorder_allowed=True)
    goods.load(
        goods.row("A", variants=[VariantRow("A", packs=[BOX], offers=[terms])], tax_rate=Decimal("0.13"))
    )
    with acting(goods.buyer):
        found = find_goods(goods.buyer, goods.storefront.id, ["A", "nothing", "\x00"])
    assert list(found) == ["A"]
    article = found["A"]
    assert (article.base_unit, article.default_unit, dict(article.factors)) == (
        "瓶",
        "箱",
        {"瓶": 1, "箱": 24},
    )
    assert (article.offers[0].minimum, article.offers[0].multiple) == (24, 12)
