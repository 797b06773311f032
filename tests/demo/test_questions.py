"""Real questions in three scripts over the goods of the demo: what each has to find first."""

import re

import pytest

from dinghuo.catalogue.actions.wording.save_synonym import save_synonym
from dinghuo.catalogue.rules.rows import OfferRow, ProductRow, VariantRow
from dinghuo.catalogue.states import ProductState
from dinghuo.demo.goods.food import food
from dinghuo.demo.goods.shelves import read
from tests.catalogue.conftest import Goods, make_goods

#: What is asked, and what the name of the first hit says.
QUESTIONS = [
    ("F41020", "萝卜干"),
    ("萝卜干", "萝卜干"),
    ("蘿蔔乾", "萝卜干"),
    ("luobogan", "萝卜干"),
    ("luobugan", "萝卜干"),
    ("lbg", "萝卜干"),
    ("dried radish", "萝卜干"),
    ("dried raddish", "萝卜干"),
    ("菜脯", "萝卜干"),
    ("ＣＡＩＰＵ", "萝卜干"),
    ("萝卜甘", "萝卜干"),
    ("榨菜丝 80g", "榨菜丝 80g"),
    ("zhacaisi 80g", "榨菜丝 80g"),
    ("午餐肉", "午餐肉"),
    ("午惨肉", "午餐肉"),
    ("luncheon meat", "午餐肉"),
    ("lunchen meat", "午餐肉"),
    ("cha", "茶"),
    ("lvcha", "绿茶"),
    ("green tea", "绿茶"),
    ("茶", "茶"),
    ("麦酒", "啤酒"),
    ("麥酒", "啤酒"),
    ("beer", "啤酒"),
    ("pijiu", "啤酒"),
    ("西红柿", "番茄|茄汁"),
    ("厕纸", "卷纸"),
    ("toilet rolls", "卷纸"),
    ("toliet rolls", "卷纸"),
    ("巴沙魚片 1kg", "巴沙鱼片 1kg"),
    ("龙利鱼", "巴沙鱼片"),
    ("bsyp", "巴沙鱼片"),
    ("纸云 抽纸", "纸云 抽纸"),
    ("zhiyun chouzhi", "纸云 抽纸"),
    ("84消毒液", "84消毒液"),
]


@pytest.fixture(scope="module")
def shop(django_db_setup, django_db_blocker) -> Goods:
    """The food of the demo with its aliases and synonyms, in a market of its own."""
    told = read("wording")
    with django_db_blocker.unblock():
        goods = make_goods()
        goods.load(
            *(
                ProductRow(
                    code=article.code,
                    name=article.words.chinese,
                    names=article.words.translations,
                    category="food",
                    base_unit=article.unit,
                    state=ProductState.PUBLISHED,
                    aliases=[
                        each
                        for word, also in told["aliases"].items()
                        if word in article.words.chinese
                        for each in also
                    ],
                    variants=[VariantRow(article.code, offers=[OfferRow(goods.seller.id)])],
                )
                for article in food()
            )
        )
        for words in told["synonyms"]:
            save_synonym(goods.keeper, words)
    return goods


@pytest.mark.parametrize(("question", "first"), QUESTIONS)
def test_what_is_meant_is_found_first(db: None, shop: Goods, question: str, first: str) -> None:
    [item, *_others] = shop.page(question).items
    assert re.search(first, item.name), item.name


@pytest.mark.parametrize("question", ["猫粮", "maoliang 5kg", "vvvv", "84消毒夜水", "500gg"])
def test_what_nobody_sells_is_not_found(db: None, shop: Goods, question: str) -> None:
    assert [item.name for item in shop.page(question).items] == []
