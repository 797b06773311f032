"""Search as conditions on shelf rows, the best kind of match first."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import Exact, LessThan

from dinghuo.catalogue.models import Code
from dinghuo.catalogue.rules.search_text import Word, after_prefix, normalised_code, words_of
from dinghuo.foundation.actor import Actor

#: The texts in which words are looked for, the best kind of match first, with the mark of their grams (migration 0002).
NAME = ("name_text", "")
SPELLED = (("pinyin_text", "~"), ("initials_text", "*"))
Text = tuple[str, str]
#: A shorter beginning of a code would match everything.
LEAST_PREFIX = 2


def matches(actor: Actor, question: str, grouped: bool = False) -> list[Q]:
    """Conditions for: the very code, the beginning of a code, name, pinyin, initials. Each without the ones before.

    `grouped`: by text only the first variant of a product is found, by code any. Empty when the question holds nothing
    to search for.
    """
    words = words_of(question)
    if not words:
        return []
    exact, *prefix = codes = _by_code(actor, question)
    kinds = [exact, *(each & ~exact for each in prefix)]
    others = Q(lead=True) if grouped else Q()
    # Whoever begins with a code has it, or begins with it: excluding the last kind excludes both.
    others &= ~codes[-1]
    spelled = [word for word in words if word.may_be_spelled]
    # One letter begins the initials of what it begins the pinyin of: there is nothing more to find.
    longest = max((len(word.fragment.strip()) for word in spelled), default=0)
    for text in (NAME, *SPELLED[:longest]):
        places = [(word, _texts(word, text, len(spelled))) for word in words]
        kinds.append(_all(_has(*place) for place in places) & others)
        others &= _any(_lacks(*place) for place in places)
    return kinds


def _texts(word: Word, text: Text, number_spelled: int) -> list[Text]:
    """Where a word of a kind of match may be: of several that are typed as they sound, some may be Latin names."""
    if text == NAME or not word.may_be_spelled:
        return [NAME]
    return [text] if number_spelled == 1 else [NAME, text]


def _has(word: Word, texts: Sequence[Text]) -> Q:
    # The grams ask the index, the text decides. Written as "isn't nowhere", because the planner takes that for nearly
    # always true: it knows from the grams how many rows there are, and should not count the same thing twice.
    return _any(
        Q(grams__contains=[mark + gram for gram in word.grams])
        & ~Q(Exact(StrIndex(column, Value(word.fragment)), 0))
        for column, mark in texts
    )


def _lacks(word: Word, texts: Sequence[Text]) -> Q:
    return _all(Q(LessThan(StrIndex(column, Value(word.fragment)), 1)) for column, _ in texts)


def _by_code(actor: Actor, question: str) -> list[Q]:
    code = normalised_code(question[:60])
    kinds = [_has_code(actor, Q(code=code))]
    if len(code) >= LEAST_PREFIX:
        kinds.append(_has_code(actor, Q(code__gte=code, code__lt=after_prefix(code))))
    return kinds


def _has_code(actor: Actor, condition: Q) -> Q:
    codes = Code.objects.filter(condition, market_id=actor.market_id, variant_id=OuterRef("variant_id"))
    return Q(Exists(codes))


def _all(conditions: Iterable[Q]) -> Q:
    return reduce(and_, conditions)


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)
