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
    """Every word is in one of its texts.

    The grams of a word stand apart from what its texts say: as a condition of their own the index answers them, and no
    row computes its grams again.
    """
    return all_of(in_index(word, texts) & in_texts(word, texts) for word, texts in places)


def says_all(places: Places) -> Q:
    """The same of rows that are few for another reason: without asking the index."""
    return all_of(any_of(_says(word, text) for text in texts) for word, texts in places)


def in_index(word: Word, texts: Sequence[Text]) -> Q:
    """The index has the word's grams of one of the texts.

    Of several texts it is asked for any of their first grams and any of their last: an OR of conditions it can't
    be asked for together with those of other words.
    """
    if len(texts) == 1:
        [text] = texts
        grams = [word.syllable] if text == SYLLABLES else [text[1] + gram for gram in word.grams]
        return Q(grams__contains=grams)
    ends = zip(*(_ends(word, text) for text in texts), strict=True)
    return all_of(Q(grams__overlap=list(each)) for each in ends)


def has_any(words: Iterable[Word], text: Text) -> Q:
    """The index finds one of these words, or what begins like it, in the text."""
    return Q(grams__overlap=[_ends(word, text)[0] for word in words])


def in_texts(word: Word, texts: Sequence[Text]) -> Q:
    """One of the texts holds the word; a syllable alone is all in its gram."""
    return Q() if list(texts) == [SYLLABLES] else any_of(_says(word, text) for text in texts)


def lacks_one(places: Places) -> Q:
    """The opposite, written so that a row's texts answer it: no index can."""
    return any_of(all_of(_lacks(word, text) for text in texts) for word, texts in places)


def all_of(conditions: Iterable[Q]) -> Q:
    """Each of these."""
    return reduce(and_, conditions)


def any_of(conditions: Iterable[Q]) -> Q:
    """Any of these."""
    return reduce(or_, conditions)


def _ends(word: Word, text: Text) -> tuple[str, str]:
    """The grams that a text which holds the word has at least."""
    if text == SYLLABLES:
        return word.syllable, word.syllable
    return text[1] + word.grams[0], text[1] + word.grams[-1]


def _says(word: Word, text: Text) -> Q:
    if text == SYLLABLES:
        return Q(syllables__contains=[word.syllable])
    # Written as "isn't nowhere", because the planner takes that for nearly always true: it knows from the grams how
    # many rows there are, and should not count the same thing twice.
    return ~Q(Exact(StrIndex(text[0], Value(word.fragment)), 0))


def _lacks(word: Word, text: Text) -> Q:
    column, _mark = text
    if text == SYLLABLES:
        return ~Q(syllables__contains=[word.syllable])
    return Q(LessThan(StrIndex(column, Value(word.fragment)), 1))
