"""The program answers what the slow resolver answers, over random price books, and replays each answer to the cent."""

from decimal import Decimal
from json import dumps, loads
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.queries.price_lines import PriceAnswer
from dinghuo.pricing.rules.book import Book, Question
from dinghuo.pricing.rules.explain import replay
from dinghuo.pricing.rules.resolve import resolve, steps
from dinghuo.pricing.rules.tiers import tiers
from tests.pricing.random_books import random_book, random_questions
from tests.pricing.world import FACTORS, World, ask_book, make_world, write_book


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**63))
def test_program_and_rules_agree(world: World, seed: int) -> None:
    chance = Random(seed)
    book, questions = random_book(chance), random_questions(chance)
    with acting(world.prices.system), transaction.atomic():
        write_book(world, book)
        answers = ask_book(world, questions)
        transaction.set_rollback(True)
    for i, question in enumerate(questions):
        _check(book, question, answers.get(i))


def _check(book: Book, question: Question, answer: PriceAnswer | None) -> None:
    found = resolve(book, question)
    assert (found is None) == (answer is None), question
    if found is None or answer is None:
        return
    assert answer.amount == found.amount
    thresholds = steps(book, question)
    factor = FACTORS.get((question.variant, question.unit), Decimal(1))
    assert answer.tiers == tiers([t for t, _ in thresholds], [a for _, a in thresholds], factor)
    told = answer.trace
    [won] = [row for row in told if row["outcome"] == "won"]
    row = found.row
    assert (won["list"], won["unit"], Decimal(won["min_quantity"])) == (row.list, row.unit, row.min_quantity)
    assert replay(loads(dumps(told))) == answer.amount
    if answer.next_tier:
        assert answer.next_tier.amount < answer.amount
        assert answer.next_tier.saving >= 0
