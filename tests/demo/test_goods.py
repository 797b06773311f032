"""The demo's assortment: as large as promised, the same every time, with codes that scanners accept."""

from dinghuo.demo.goods.apparel import apparel
from dinghuo.demo.goods.food import food
from dinghuo.demo.goods.gtin import check_digit

ARTICLES = [*food(), *apparel()]


def test_there_are_three_thousand_products_and_each_is_named_once() -> None:
    assert len(ARTICLES) == 3000
    assert len({article.code for article in ARTICLES}) == 3000
    assert len({article.words.chinese for article in ARTICLES}) == 3000
    assert len({article.words.english for article in ARTICLES}) == 3000


def test_it_is_the_same_every_time() -> None:
    assert [*food(), *apparel()] == ARTICLES


def test_codes_are_unique_and_their_check_digits_right() -> None:
    kinds = [kind for article in ARTICLES for kind in article.kinds]
    codes = [code for kind in kinds for code in (kind.gtin, kind.case_gtin)]
    assert len({kind.sku for kind in kinds}) == len(kinds)
    assert len(set(codes)) == len(codes)
    assert all(int(code[-1]) == check_digit(code[:-1]) for code in codes)
    assert {len(kind.gtin) for kind in kinds} == {13}
    assert {len(kind.case_gtin) for kind in kinds} == {14}


def test_a_published_gtin_has_the_check_digit_we_compute() -> None:
    # The example of GS1 General Specifications 7.9.1.
    assert check_digit("629104150021") == 3


def test_prices_packs_and_texts_are_complete() -> None:
    for article in ARTICLES:
        assert article.price > 0
        assert article.case >= 1
        assert set(article.words.translations) == {"zh-hans", "zh-hant", "en"}
        assert article.kinds
