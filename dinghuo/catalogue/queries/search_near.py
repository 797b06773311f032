"""What a question that finds hardly anything as it stands may have meant: with one typing mistake, or words written
together."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Q, Value
from django.db.models.functions import Replace, StrIndex
from django.db.models.lookups import GreaterThan

from dinghuo.catalogue.queries.assortment import Range, settled_rows
from dinghuo.catalogue.queries.question import Question
from dinghuo.catalogue.queries.search import Match, matches
from dinghuo.catalogue.queries.search_texts import (
    ALIAS,
    NAME,
    PINYIN,
    Text,
    all_of,
    any_of,
    in_index,
    in_texts,
)
from dinghuo.catalogue.rules.search_text import Word, grams_within
from dinghuo.catalogue.rules.together import Divided, divided
from dinghuo.catalogue.rules.typos import guess, sounding
from dinghuo.foundation.actor import Actor

#: A search that finds fewer looks further; and no further than this many rows.
FEW, MOST_NEAR = 3, 200


def with_near(actor: Actor, shown: Range, question: Question, ranks: Sequence[int] | None = None) -> Question:
    """The question with what is near it, if few of the rows in a range match it and none by its code.

    They are narrowed by no filter, so that a list and the counts of each of its filters go by the same. `ranks`: how
    the first of them were found, where that is known. At most two statements.
    """
    if ranks is not None and _enough(ranks):
        return question
    rows = settled_rows(actor, shown)
    if ranks is None:
        branches = [
            rows.filter(kind).annotate(rank=Value(match.value)).values_list("rank", flat=True)[:FEW]
            for match, kind in matches(actor, question)
        ]
        ranks = [] if rows.query.is_empty() else list(branches[0].union(*branches[1:], all=True)[:FEW])
        if _enough(ranks):
            return question
    near = _near(question)
    if near is None:
        return question
    leads = rows.filter(lead=True) if question.grouped else rows
    return replace(
        question, near_ids=list(leads.filter(near).values_list("variant_id", flat=True)[:MOST_NEAR])
    )


def _enough(ranks: Sequence[int]) -> bool:
    """Enough is found, or what has the code."""
    return len(ranks) >= FEW or any(rank <= Match.PREFIX for rank in ranks)


def _near(question: Question) -> Q | None:
    """Each word as it stands or nearly; None where no word can be told from others then."""
    condition, is_guessed = Q(), False
    for word in question.words:
        texts = [NAME, ALIAS, PINYIN] if word.may_be_spelled else [NAME, ALIAS]
        nearly = [*_mistyped(word, texts), *_sounding(word), *_together(word)]
        is_guessed |= bool(nearly)
        # All that the index answers is one condition, all that the texts decide another: see has_all.
        condition &= any_of([in_index(word, texts), *(held for held, _said in nearly)])
        condition &= any_of([in_texts(word, texts), *(said for _held, said in nearly)])
    return condition if is_guessed else None


def _mistyped(word: Word, texts: Sequence[Text]) -> list[tuple[Q, Q]]:
    found = guess(word.fragment.strip())
    if found is None:
        return []
    return [
        (
            any_of(Q(grams__contains=[mark + gram for gram in grams]) for grams in found.grams),
            Q(**{f"{column}__regex": found.pattern}),
        )
        for column, mark in texts
    ]


def _sounding(word: Word) -> list[tuple[Q, Q]]:
    letters = sounding(word.fragment.strip())
    grams = grams_within(letters)
    if not grams:
        return []
    sound = Word((grams[0], grams[-1]), letters, True)
    return [(in_index(sound, [PINYIN]), in_texts(sound, [PINYIN]))]


def _together(word: Word) -> list[tuple[Q, Q]]:
    """The word as several that are written together, all of them in one text."""
    ways = divided(word.fragment.strip())
    return [
        (all_of(in_index(each, [text]) for each in way.words), _said_apart(way, text))
        for way in ways
        for text in (NAME, ALIAS)
    ]


def _said_apart(way: Divided, text: Text) -> Q:
    if not way.together:
        return all_of(in_texts(each, [text]) for each in way.words)
    joined = Replace(text[0], Value(" "), Value(""))
    return Q(GreaterThan(StrIndex(joined, Value(way.together)), 0))
