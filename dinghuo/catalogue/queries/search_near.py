"""What is one typing mistake away from a question that finds hardly anything as it stands."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Q, QuerySet, Value

from dinghuo.catalogue.models import ShelfRow
from dinghuo.catalogue.queries.question import Question
from dinghuo.catalogue.queries.search import Match, matches
from dinghuo.catalogue.queries.search_texts import ALIAS, NAME, PINYIN, Text, any_of, has
from dinghuo.catalogue.rules.search_text import Word, grams_within
from dinghuo.catalogue.rules.typos import guess, sounding
from dinghuo.foundation.actor import Actor

#: A search that finds fewer looks further; and no further than this many rows.
FEW, MOST_NEAR = 3, 200


def with_near(
    actor: Actor, rows: QuerySet[ShelfRow], question: Question, ranks: Sequence[int] | None = None
) -> Question:
    """The question with what is near it, if few of these rows match it and none by its code.

    `rows` are narrowed by no filter, so that a list and the counts of each of its filters go by the same; `ranks`: how
    its first rows were found, where that is known. At most two statements.
    """
    if ranks is None:
        branches = [
            rows.filter(kind).annotate(rank=Value(match.value)).values_list("rank", flat=True)[:FEW]
            for match, kind in matches(actor, question)
        ]
        ranks = [] if rows.query.is_empty() else list(branches[0].union(*branches[1:], all=True)[:FEW])
    if len(ranks) >= FEW or any(rank <= Match.PREFIX for rank in ranks):
        return question
    near = _near(question)
    if near is None:
        return question
    leads = rows.filter(lead=True) if question.grouped else rows
    return replace(
        question, near_ids=list(leads.filter(near).values_list("variant_id", flat=True)[:MOST_NEAR])
    )


def _near(question: Question) -> Q | None:
    """Each word as it stands or nearly; None where no word can be told from others then."""
    condition, is_guessed = Q(), False
    for word in question.words:
        texts = [NAME, ALIAS, PINYIN] if word.may_be_spelled else [NAME, ALIAS]
        guesses = [*_mistyped(word, texts), *_sounding(word)]
        is_guessed |= bool(guesses)
        condition &= any_of([has(word, texts), *guesses])
    return condition if is_guessed else None


def _mistyped(word: Word, texts: Sequence[Text]) -> list[Q]:
    found = guess(word.fragment.strip())
    if found is None:
        return []
    conditions = []
    for column, mark in texts:
        held = any_of(Q(grams__contains=[mark + gram for gram in grams]) for grams in found.grams)
        conditions.append(held & Q(**{f"{column}__regex": found.pattern}))
    return conditions


def _sounding(word: Word) -> list[Q]:
    letters = sounding(word.fragment.strip())
    grams = grams_within(letters)
    return [has(Word((grams[0], grams[-1]), letters, True), [PINYIN])] if grams else []
