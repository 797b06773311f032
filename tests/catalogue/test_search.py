"""A search finds what people mean: in the order of kinds of match, by other words, and with a letter wrong."""

import pytest

from dinghuo.catalogue.models import Code, CustomerCode, Listing, Synonym, Variant
from dinghuo.catalogue.queries.facets import facets
from dinghuo.catalogue.queries.list_products import Wanted
from dinghuo.catalogue.queries.question import Bought
from dinghuo.catalogue.queries.recognise import recognise
from dinghuo.catalogue.rules.rows import VariantRow
from dinghuo.foundation.tenancy import acting
from tests.catalogue.conftest import Goods, make_goods


def called_by_buyer(goods: Goods, sku: str, code: str, name: str = "") -> None:
    """The buyer's own code for an article."""
    with acting(goods.system):
        variant = Variant.objects.get(market_id=goods.system.market_id, sku=sku)
        CustomerCode.objects.create(
            market_id=goods.system.market_id,
            buyer_id=goods.buyer.organisation_id,
            variant=variant,
            code=code,
            form=code.upper(),
            name=name,
            name_form=f" {name.lower()}" if name else "",
        )


def same(goods: Goods, *words: str) -> None:
    """These words mean the same."""
    with acting(goods.system):
        Synonym.objects.create(market_id=goods.system.market_id, words=list(words), forms=list(words))


def total(goods: Goods, search: str = "", **asked) -> int:
    """How many rows are counted."""
    with acting(goods.buyer):
        return facets(goods.buyer, None, Wanted(search, **asked)).total


def test_code_gtin_own_code_name_alias_synonym_syllable_pinyin_initials(goods: Goods) -> None:
    goods.load(
        goods.row("LUO"),
        goods.row("B-GTIN"),
        goods.row("C-OWN"),
        goods.row("LUO-D"),
        goods.row("E-NAME", "luo"),
        goods.row("F-ALIAS", "萨", aliases=["luo"]),
        goods.row("G-SYN", "卷"),
        goods.row("H-SYL", "菠萝"),
        goods.row("I-PINYIN", "络石"),
        goods.row("J-LETTERS", "快落叶"),
        goods.row("K-INITIALS", "蓝鸥海"),
    )
    with acting(goods.system):
        # No number is a word too, so this one's pack has a word for a number.
        boxed = Variant.objects.get(market_id=goods.system.market_id, sku="B-GTIN")
        Code.objects.create(market_id=boxed.market_id, variant=boxed, code="LUO", kind="pack", unit="箱")
    called_by_buyer(goods, "C-OWN", "luo")
    same(goods, "luo", "卷")
    found = goods.skus("luo")
    assert found[:7] == ["LUO", "B-GTIN", "C-OWN", "LUO-D", "E-NAME", "F-ALIAS", "G-SYN"]
    assert sorted(found[7:]) == ["H-SYL", "I-PINYIN", "J-LETTERS"]
    assert goods.skus("loh") == ["K-INITIALS"]
    assert total(goods, "luo") == len(found)


def test_a_barcode_is_found_with_the_zero_that_a_scanner_puts_in_front(goods: Goods) -> None:
    goods.load(goods.row("MILK"))
    with acting(goods.system):
        milk = Variant.objects.get(market_id=goods.system.market_id, sku="MILK")
        Code.objects.create(market_id=milk.market_id, variant=milk, code="6901234567892", kind="gtin")
    assert goods.skus("6901234567892") == goods.skus("06901234567892") == ["MILK"]


def test_one_syllable_comes_before_what_begins_so(goods: Goods) -> None:
    goods.load(
        goods.row("TEA", "茶"),
        goods.row("GREEN", "绿茶"),
        goods.row("WALL", "长城"),
        goods.row("FACTORY", "工厂"),
        goods.row("DUCK", "烤鸭"),
        goods.row("RICE", "米", names={"en": "Wuchang rice"}),
        goods.row("CHAI", "饮", names={"en": "Spiced chai"}),
    )
    [first, *found] = goods.skus("cha")
    assert first == "CHAI"
    assert set(found[:2]) == {"TEA", "GREEN"}
    assert found[2] == "RICE"
    assert set(found[3:]) == {"WALL", "FACTORY"}
    assert goods.skus("chang") == ["WALL", "FACTORY", "RICE"]
    assert goods.skus("ya") == ["DUCK"]


def test_an_alias_is_found_spelled_too(goods: Goods) -> None:
    goods.load(goods.row("A", "可口可乐", aliases=["肥宅快乐水", "Coke"]), goods.row("B", "雪碧"))
    for question in ("快乐水", "肥宅快樂水", "COKE", "feizhai", "fzkls"):
        assert goods.skus(question) == ["A"], question


@pytest.mark.parametrize("question", ["beer", "麦酒", "麥酒", "啤酒", "青岛麦酒", "青岛 beer", "ＢＥＥＲ"])
def test_synonyms_ask_in_other_words(goods: Goods, question: str) -> None:
    same(goods, "啤酒", "beer", "麦酒")
    goods.load(
        goods.row("A", "青岛经典啤酒 500ml"), goods.row("B", "青岛可乐"), goods.row("C", "beerhouse 杯")
    )
    assert "A" in goods.skus(question)
    assert "B" not in goods.skus(question)
    assert total(goods, question) == len(goods.skus(question))


@pytest.mark.parametrize("question", ["凉茶310ml", "涼茶３１０ML", "310ml凉茶"])
def test_what_is_written_together_is_found_apart(goods: Goods, question: str) -> None:
    goods.load(goods.row("TEA", "王老吉 凉茶 310ml"), goods.row("BIG", "王老吉 凉茶 1L"))
    assert goods.skus(question) == ["TEA"]


@pytest.mark.parametrize(
    "question",
    [
        *(
            "红色螺丝刀",
            "紅色螺絲刀",
            "红色 螺丝刀",
            "十字红色",
            "红色十字螺丝刀",
            "世达螺丝刀",
            "红色 十字螺丝刀",
        ),
        *("红色螺丝刀150mm", "达红色", "世达红色十字螺丝刀150mm", "十字螺 丝刀"),
    ],
)
def test_chinese_words_written_together_are_found_apart(goods: Goods, question: str) -> None:
    goods.load(
        goods.row("RED", "世达 红色 十字 螺丝刀 150mm"),
        goods.row("LONG", "世达 红色 十字 扳手 200mm", aliases=["大扳手"]),
        goods.row("BLUE", "蓝色螺母"),
    )
    found = goods.skus(question)
    assert "RED" in found
    assert "BLUE" not in found
    assert ("LONG" in found) == ("螺" not in question)
    assert total(goods, question) == len(found)


@pytest.mark.parametrize("question", ["红色 螺丝刀", "螺丝刀 红色", "红色 螺丝 刀"])
def test_words_asked_apart_are_found_together(goods: Goods, question: str) -> None:
    goods.load(goods.row("RED", "红色螺丝刀"), goods.row("BLUE", "蓝色螺丝刀"))
    assert goods.skus(question) == ["RED"]


def test_single_characters_of_a_word_count_only_where_they_follow_each_other(goods: Goods) -> None:
    goods.load(goods.row("A", "刀 与 螺丝"), goods.row("B", "螺丝 刀"))
    assert goods.skus("螺丝刀") == ["B"]


def test_synonyms_of_another_market_mean_nothing_here(goods: Goods) -> None:
    same(make_goods(), "啤酒", "beer")
    goods.load(goods.row("A", "啤酒"))
    assert goods.skus("beer") == []


@pytest.mark.parametrize(
    "question",
    [
        *("nongfushanquam", "nongfusanquan", "nongfushanqquan", "nognfushanquan", "ongfushanquan"),
        *("农夫三泉", "农夫山全", "龙夫山泉", "农夫山水", "農夫三泉"),
        *("naturel", "natral", "nautral", "spirng"),
    ],
)
def test_one_mistake_is_forgiven(goods: Goods, question: str) -> None:
    goods.load(goods.row("A", "农夫山泉 550ml natural spring"), goods.row("B", "康师傅 红烧牛肉面"))
    assert goods.skus(question) == ["A"]
    assert total(goods, question) == 1
    assert goods.skus(question, category="apparel") == []


@pytest.mark.parametrize("question", ["nungfusanquan", "农天三泉", "500ml", "sprong water", "kele"])
def test_more_mistakes_and_other_sizes_are_not(goods: Goods, question: str) -> None:
    goods.load(goods.row("A", "农夫山泉 550ml spring"))
    assert goods.skus(question) == []


def test_what_is_near_comes_last_and_only_where_little_is_found(goods: Goods) -> None:
    goods.load(goods.row("A", "wafer"), goods.row("B", "water"))
    assert goods.skus("water") == ["B", "A"]
    goods.load(goods.row("C", "water c"), goods.row("D", "water d"))
    assert goods.skus("water") == ["B", "C", "D"]
    # A filter that leaves little of it doesn't change what the words mean.
    goods.load(goods.row("E", "water e", category="apparel"), goods.row("F", "wafer f", category="apparel"))
    assert goods.skus("water", category="apparel") == ["E"]
    assert total(goods, "water", category="apparel") == 1


def test_what_was_bought_lately_is_found_where_it_only_comes_near(goods: Goods) -> None:
    goods.load(goods.row("A", "wafer"), goods.row("B", "wafer b"))
    with acting(goods.system):
        ids = list(
            Variant.objects.filter(market_id=goods.system.market_id, sku="A").values_list("id", flat=True)
        )
    assert sorted(goods.skus("water", bought=Bought(variant_ids=ids))) == ["A", "B"]


def test_a_code_that_is_right_has_nothing_near(goods: Goods) -> None:
    goods.load(goods.row("WATER"), goods.row("B", "wafer"))
    assert goods.skus("water") == ["WATER"]


@pytest.mark.parametrize("sort", ["relevance", "sku", "newest", "sold", "name"])
def test_pages_go_on_into_what_is_near(goods: Goods, sort: str) -> None:
    goods.load(goods.row("B1", "water"), *(goods.row(f"A{i}", f"wafer {i}") for i in range(5)))
    found, after = [], None
    for _ in range(9):
        page = goods.page("water", sort=sort, after=after, limit=2)
        found += [item.sku for item in page.items]
        after = page.next
        if after is None:
            break
    assert sorted(found) == ["A0", "A1", "A2", "A3", "A4", "B1"]
    if sort == "relevance":
        assert found[0] == "B1"


def test_a_search_is_sorted_as_asked(goods: Goods) -> None:
    goods.load(goods.row("C", "水 a"), goods.row("A", "水 c"), goods.row("B", "水 b"))
    with acting(goods.system):
        rows = Listing.objects.filter(market_id=goods.system.market_id)
        rows.filter(sku="B").update(sold=9)
        rows.filter(sku="A").update(sold=3)
    assert goods.skus("水", sort="name") == ["C", "B", "A"]
    assert goods.skus("水", sort="sku") == ["A", "B", "C"]
    assert goods.skus("水", sort="newest") == ["B", "A", "C"]
    assert goods.skus("水", sort="sold")[:2] == ["B", "A"]
    assert goods.skus(sort="sold")[:2] == ["B", "A"]


def test_what_was_bought_lately_comes_first_of_what_is_found_by_name(goods: Goods) -> None:
    goods.load(goods.row("A", "可乐 a"), goods.row("B", "可乐 b"), goods.row("可乐"), goods.row("D", "雪碧"))
    with acting(goods.system):
        known = dict(Variant.objects.filter(market_id=goods.system.market_id).values_list("sku", "id"))
        products = dict(
            Variant.objects.filter(market_id=goods.system.market_id).values_list("sku", "product_id")
        )
    bought = Bought([known["B"], known["D"]], [products["B"], products["D"]])
    for grouped in (False, True):
        assert goods.skus("可乐", bought=bought, grouped=grouped) == ["可乐", "B", "A"]
        assert total(goods, "可乐", bought=bought, grouped=grouped) == 3


def test_own_codes_are_the_buyers_alone(goods: Goods) -> None:
    goods.load(goods.row("A", "可乐"), goods.row("MINE", "雪碧"))
    called_by_buyer(goods, "A", "mine", "红罐")
    called_by_buyer(goods, "MINE", "77-1")
    assert goods.skus("mine") == ["MINE", "A"]
    assert goods.skus("红罐") == ["A"]
    with acting(goods.buyer):
        found = recognise(goods.buyer, goods.storefront.id, ["77-1", "mine", "红罐"])
        # A code of the market goes before one of the customer's own.
        assert [(found[text].items[0].sku, found[text].sure) for text in ("77-1", "mine")] == [
            ("MINE", True),
            ("MINE", True),
        ]
        assert found["红罐"].items[0].sku == "A"
    with acting(goods.keeper):
        assert recognise(goods.keeper, goods.storefront.id, ["77-1"]) == {}


def test_filters_of_a_product_are_met_by_one_of_its_variants(goods: Goods) -> None:
    def shirt(code: str, *variants: tuple[str, str]):
        rows = [
            VariantRow(
                f"{code}-{colour}-{size}", options={"colour": colour, "size": size}, offers=[goods.offer()]
            )
            for colour, size in variants
        ]
        return goods.row(code, "T恤", category="apparel", variants=rows, base_unit="件")

    goods.load(shirt("X", ("red", "S"), ("blue", "M")), shirt("Y", ("blue", "S"), ("red", "M")))
    red_m = {"colour": ["red"], "size": ["M"]}
    assert goods.skus(traits=red_m) == ["Y-red-M"]
    assert goods.skus(traits=red_m, grouped=True) == ["Y-blue-S"]
    assert sorted(goods.skus(traits={"colour": ["red"]}, grouped=True)) == ["X-red-S", "Y-blue-S"]
    assert total(goods, traits=red_m, grouped=True) == 1
    assert total(goods, "T恤", traits=red_m, grouped=True) == 1
