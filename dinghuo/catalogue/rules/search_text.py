"""Turns names and what people type into the texts that search compares: Simplified, half width, lower case, pinyin."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC
from pypinyin import lazy_pinyin

#: Longer input is cut: nobody types more, and a pasted page must not become a query.
MOST_WORDS, MOST_CHARACTERS = 6, 60

_HAN = re.compile(r"([\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\ufeff]+")
_LAST = "\U0010ffff"


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


def normalised(text: str) -> str:
    """Half width, Simplified, lower case, single spaces: the form in which texts are indexed and asked for."""
    text = unicodedata.normalize("NFKC", _UNSEEN.sub(" ", text))
    if not text.isascii():
        text = _to_simplified().convert(text)
    return " ".join(text.lower().split())


def normalised_code(code: str) -> str:
    """A code as it is compared: half width, upper case, without spaces."""
    return "".join(unicodedata.normalize("NFKC", _UNSEEN.sub(" ", code)).upper().split())


def after_prefix(prefix: str) -> str:
    """The end of the range of all texts that begin with the prefix, in a column collated "C"."""
    return prefix + _LAST


@dataclass(frozen=True)
class SearchTexts:
    """What a row is found by. Each text starts with a space, so that "starts a word" is one pattern."""

    name: str
    pinyin: str
    initials: str
    sort_key: str


def search_texts(names: Iterable[str]) -> SearchTexts:
    """The texts for a thing with these names (its own, its translations, its brand's); the first one sorts it."""
    forms = list(dict.fromkeys(form for form in map(normalised, names) if form))
    spelled = [_spelled(form) for form in forms]
    chinese = [parts for form, parts in zip(forms, spelled, strict=True) if _HAN.search(form)]
    return SearchTexts(
        name=" " + " ".join(forms),
        pinyin="".join(" " + "".join(parts) for parts in chinese),
        initials="".join(" " + "".join(_initial(part) for part in parts) for parts in chinese),
        sort_key=" ".join("".join(f"{part} " for part in spelled[0]).split())[:120] if spelled else "",
    )


def _spelled(form: str) -> list[str]:
    """Chinese as one syllable a character; everything else as it stands, with its spaces."""
    parts: list[str] = []
    for piece in _HAN.split(form):
        parts.extend(
            lazy_pinyin(piece, errors="ignore") if _HAN.fullmatch(piece) else [piece] if piece else []
        )
    return parts


def _initial(part: str) -> str:
    return part[:1] if part.isascii() and part.isalpha() else part


@dataclass(frozen=True)
class Word:
    """One word of a question: grams that a matching row must have, and the fragment of its text that then decides."""

    grams: tuple[str, ...]
    fragment: str


def words_of(question: str) -> list[Word]:
    """The words of a search; empty when nothing can be searched for."""
    return [_word(text) for text in normalised(question[:400])[:MOST_CHARACTERS].split()[:MOST_WORDS]]


def _word(text: str) -> Word:
    grams = grams_within(text)
    return Word(grams, text) if grams else Word((f"^{text}",), f" {text}")


def grams_within(text: str) -> tuple[str, ...]:
    """The grams that every text containing this word has too: pairs around Chinese characters, triples of others.

    The SQL function catalogue_grams indexes these, single Chinese characters, and one or two letters that start a
    word (written ^k, ^kl): so that two characters of Chinese or two initials find as quickly as long words.
    """
    triples = [text[i : i + 3] for i in range(len(text) - 2) if text[i : i + 3].isascii()]
    pairs = [text[i : i + 2] for i in range(len(text) - 1) if not text[i : i + 2].isascii()]
    found = triples + pairs
    if not found and not text.isascii():
        found = list(text)
    return tuple(dict.fromkeys(found))
