"""Search as conditions on shelf rows, the best kind of match first."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from dinghuo.catalogue.models import Code
from dinghuo.catalogue.rules.search_text import Word, after_prefix, normalised_code, words_of
from dinghuo.foundation.actor import Actor

#: In which texts each word may be found, from the best kind of match to the weakest.
TEXTS = (("name_text",), ("name_text", "pinyin_text"), ("name_text", "pinyin_text", "initials_text"))
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
    earlier = codes
    grams = Q(grams__contains=list(dict.fromkeys(gram for word in words for gram in word.grams)))
    lead = Q(lead=True) if grouped else Q()
    for texts in TEXTS:
        found = _has_words(words, texts)
        kinds.append(grams & lead & found & ~_any(earlier))
        # The grams are left out of what later kinds exclude: to compute them for a row costs more than to read it.
        earlier.append(found)
    return kinds


def _by_code(actor: Actor, question: str) -> list[Q]:
    code = normalised_code(question[:60])
    kinds = [_has_code(actor, Q(code=code))]
    if len(code) >= LEAST_PREFIX:
        kinds.append(_has_code(actor, Q(code__gt=code, code__lt=after_prefix(code))))
    return kinds


def _has_code(actor: Actor, condition: Q) -> Q:
    codes = Code.objects.filter(condition, market_id=actor.market_id, variant_id=OuterRef("variant_id"))
    return Q(Exists(codes))


def _has_words(words: Sequence[Word], texts: Sequence[str]) -> Q:
    found = Q()
    for word in words:
        found &= _any(Q(**{f"{text}__contains": word.fragment}) for text in texts)
    return found


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)
