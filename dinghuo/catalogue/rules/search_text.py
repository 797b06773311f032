"""Turns names and what people type into the texts that search compares: Simplified, half width, lower case, pinyin."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from opencc import OpenCC

#: Longer input is cut: nobody types more, and a pasted page must not become a query.
MOST_WORDS, MOST_CHARACTERS = 6, 60
#: From so many letters on a word is looked for anywhere; fewer only where they begin one.
LEAST_INSIDE = 3
#: The mark of a gram that is a whole syllable of pinyin.
SYLLABLE = "="

_HAN = re.compile(r"([\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)")
_JOINT = re.compile(r"(?<=[\u3400-\u9fff])(?=[a-z0-9])|(?<=[a-z0-9])(?=[\u3400-\u9fff])")
_LETTERS = re.compile(r"[a-z\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\ufeff]+")
_LAST = "\U0010ffff"
_PINYIN = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:i?ang|i?ong|[aeiuv]ng?|ian|uang?|van|uai|iao|[aeu]i|[ao]u|[iu]a|[iuv]e|ao|ie|iu|uo|er|ng|[aeiouv])"
)


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
    alias: str = ""
    syllables: tuple[str, ...] = ()


def search_texts(names: Iterable[str], aliases: Iterable[str] = ()) -> SearchTexts:
    """The texts for a thing with these names (its own, its translations, its brand's); the first one sorts it.

    Aliases are spelled like names, but are a text of their own: who asks by them finds what is so called first.
    """
    told = list(dict.fromkeys(form for form in map(normalised, dict.fromkeys(names)) if form))
    # What stands at the start of a word of another one is found by that one: half of the index.
    forms = [form for form in told if not any(f" {form}" in f" {other}" for other in told if other != form)]
    also = [form for form in dict.fromkeys(map(normalised, aliases)) if form and form not in forms]
    pieces = dict.fromkeys(
        piece for form in [*forms, *also] for piece in _LETTERS.findall(form) if _HAN.search(piece)
    )
    syllables = dict.fromkeys(
        f"{SYLLABLE}{each}" for piece in pieces for han in _HAN.findall(piece) for each in spelled(han)
    )
    return SearchTexts(
        name=" " + " ".join(forms),
        pinyin="".join(" " + "".join(spelled(piece)) for piece in pieces),
        initials="".join(f" {each}" for each in _initials([*forms, *also], pieces)),
        sort_key=" ".join(" ".join(spelled(told[0])).split())[:120] if told else "",
        alias="".join(f" {form}" for form in also),
        syllables=tuple(syllables),
    )


def _initials(forms: Iterable[str], pieces: Iterable[str]) -> list[str]:
    """Those of each word, and of each name in one: who types 王老吉 凉茶 by its letters types wljlc."""
    found = dict.fromkeys("".join(spelled(piece, letters=1)) for piece in pieces)
    for form in forms:
        words = [piece for piece in _LETTERS.findall(form) if _HAN.search(piece)]
        if len(words) > 1:
            found["".join("".join(spelled(piece, letters=1)) for piece in words)] = None
    return list(found)


def spelled(text: str, letters: int | None = None) -> list[str]:
    """Chinese as one syllable a character, or its first `letters`; everything else as it stands."""
    parts: list[str] = []
    for piece in _HAN.split(text):
        if _HAN.fullmatch(piece):
            parts.extend(syllable[:letters] for syllable in _syllables(piece))
        elif piece:
            parts.append(piece)
    return parts


# Names are made of few words, and looking one up takes fifty times as long as all else.
@lru_cache(maxsize=50_000)
def _syllables(piece: str) -> tuple[str, ...]:
    # Its dictionary takes 55 MB of each process. Only who writes names needs it: who looks for goods compares texts.
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(piece, errors="ignore"))


@dataclass(frozen=True)
class Word:
    """One word of a question: grams that a matching text must have, and the fragment of it that then decides.

    `may_be_spelled`: it may be pinyin or initials. A word with digits isn't, nor is one with Chinese characters.
    """

    grams: tuple[str, ...]
    fragment: str
    may_be_spelled: bool

    @property
    def syllable(self) -> str:
        """The gram of the syllable it may be, such as "=cha"; empty for a word that can't be one."""
        text = self.fragment.strip()
        return SYLLABLE + text if self.may_be_spelled and _PINYIN.fullmatch(text) else ""


def beginning(word: Word) -> Word:
    """A word of at least three letters where it begins one of a text."""
    return Word((f"^{word.fragment[:2]}", *word.grams), f" {word.fragment}", word.may_be_spelled)


def asked_form(question: str) -> str:
    """A question in the form in which questions are compared."""
    return " ".join(normalised(question[:400])[:MOST_CHARACTERS].split()[:MOST_WORDS])


def apart(form: str) -> str:
    """A question with a space wherever Chinese meets letters or digits: names say 凉茶 310ml, people 凉茶310ml."""
    return _JOINT.sub(" ", form)


def words_of(question: str) -> list[Word]:
    """The words of a search; empty when nothing can be searched for."""
    return [_word(text) for text in asked_form(question).split()]


def _word(text: str) -> Word:
    grams = grams_within(text)
    # The ends are enough to find it; more of them would be taken for rarer than they are together.
    ends = tuple(dict.fromkeys([grams[0], grams[-1]])) if grams else (f"^{text}",)
    return Word(ends, text if grams else f" {text}", text.isascii() and text.isalpha())


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
