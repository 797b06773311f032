"""Names and questions are brought into one form, and every gram of a word is in the text that holds the word."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinghuo.catalogue.rules.gtin import is_gtin, spellings
from dinghuo.catalogue.rules.search_text import (
    Word,
    grams_within,
    normalised,
    normalised_code,
    search_texts,
    words_of,
)

texts = st.text(st.sampled_from("农夫山泉可樂乐 abcABC019-%_\\'🍺é"), max_size=20)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("農夫山泉", "农夫山泉"), ("ＡＢｃ　１２", "abc 12"), ("  a\t b\x00c ", "a b c"), ("Café", "café")],
)
def test_one_form(typed: str, found: str) -> None:
    assert normalised(typed) == found


def test_codes_have_one_form() -> None:
    assert normalised_code(" ａｂ-1 2 ") == "AB-12"


def test_chinese_is_spelled_in_full_and_by_initials() -> None:
    found = search_texts(["农夫山泉 550ml", "Nongfu Spring", "農夫山泉 550ml"])
    assert found.name == " 农夫山泉 550ml nongfu spring"
    assert (found.pinyin, found.initials) == (" nongfushanquan", " nfsq")
    assert found.sort_key == "nong fu shan quan 550ml"
    assert search_texts(["重庆火锅"]).initials == " cqhg"
    assert search_texts(["T恤500ml装"]).pinyin == " txu mlzhuang"


def test_a_name_of_several_words_has_the_initials_of_all_in_one_too() -> None:
    assert search_texts(["王老吉 凉茶 310ml", "Wong Lo Kat"]).initials == " wlj lc wljlc"


def test_two_letters_start_a_word() -> None:
    assert words_of("kl 可乐") == [Word(("^kl",), " kl", True), Word(("可乐",), "可乐", False)]
    assert words_of("550ml") == [Word(("550", "0ml"), "550ml", False)]
    assert words_of("   ") == []


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=texts, word=texts, after=texts)
def test_the_index_has_every_gram_that_is_asked_for(db: None, before: str, word: str, after: str) -> None:
    asked = normalised(word)
    if " " in asked or not asked:
        return
    held = f" {normalised(before)}{asked}{normalised(after)}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT catalogue_grams(%s, '')", [held])
        [(grams,)] = cursor.fetchall()
        cursor.execute("SELECT catalogue_grams(%s, '')", [f" {asked}"])
        [(starting,)] = cursor.fetchall()
    assert set(grams_within(asked)) <= set(grams)
    assert set(words_of(asked)[0].grams) <= set(starting)


@pytest.mark.parametrize(
    ("code", "good"),
    [
        ("6901028075023", False),
        ("4006381333931", True),
        ("96385074", True),
        ("", False),
        ("４006381333931", False),
    ],
)
def test_a_gtin_has_its_check_digit(code: str, good: bool) -> None:
    assert is_gtin(code) is good


def test_a_gtin_is_one_number_whatever_zeros_a_scanner_puts_in_front() -> None:
    assert set(spellings("6901234567892")) == {"6901234567892", "06901234567892"}
    assert "036000291452" in spellings("00036000291452")
    assert spellings("SKU-1") == ["SKU-1"]
