"""Words as conditions on the texts of shelf rows: the grams ask the index, the text decides."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_

from django.db.models import Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import Exact, LessThan

from dinghuo.catalogue.rules.search_text import Word

#: A text in which words are looked for, with the mark of its grams (migration 0007).
Text = tuple[str, str]
NAME: Text = ("name_text", "")
ALIAS: Text = ("alias_text", "@")
PINYIN: Text = ("pinyin_text", "~")
INITIALS: Text = ("initials_text", "*")
SYLLABLES: Text = ("syllables", "")
#: The words of one way to ask, each with the texts in which it may be.
Places = Sequence[tuple[Word, Sequence[Text]]]


def has_all(places: Places) -> Q:
    """Every word is in one of its texts."""
    return all_of(any_of(_has(word, text) for text in texts) for word, texts in places)


def lacks_one(places: Places) -> Q:
    """The opposite, written so that a row's texts answer it: no index can."""
    return any_of(all_of(_lacks(word, text) for text in texts) for word, texts in places)


def has(word: Word, texts: Iterable[Text]) -> Q:
    """The word is in one of the texts."""
    return any_of(_has(word, text) for text in texts)


def all_of(conditions: Iterable[Q]) -> Q:
    """Each of these."""
    return reduce(and_, conditions)


def any_of(conditions: Iterable[Q]) -> Q:
    """Any of these."""
    return reduce(or_, conditions)


def _has(word: Word, text: Text) -> Q:
    column, mark = text
    if text == SYLLABLES:
        return Q(grams__contains=[word.syllable])
    # Written as "isn't nowhere", because the planner takes that for nearly always true: it knows from the grams how
    # many rows there are, and should not count the same thing twice.
    return Q(grams__contains=[mark + gram for gram in word.grams]) & ~Q(
        Exact(StrIndex(column, Value(word.fragment)), 0)
    )


def _lacks(word: Word, text: Text) -> Q:
    column, _mark = text
    if text == SYLLABLES:
        return ~Q(syllables__contains=[word.syllable])
    return Q(LessThan(StrIndex(column, Value(word.fragment)), 1))
