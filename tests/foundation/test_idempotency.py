"""A write asked for twice under one key is done once."""

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.idempotency import KeyReused, once
from dinghuo.foundation.ids import new_id


@pytest.fixture
def actor() -> Actor:
    return Actor(market_id=new_id(), organisation_id=new_id(), person_id=new_id())


@pytest.mark.django_db
def test_the_first_answer_is_given_again(actor):
    runs = []

    def run():
        runs.append(1)
        return 201, {"number": "SO-1"}

    assert once(actor, "k", b"body", run) == ((201, {"number": "SO-1"}), False)
    assert once(actor, "k", b"body", run) == ((201, {"number": "SO-1"}), True)
    assert len(runs) == 1


@pytest.mark.django_db
def test_another_body_under_the_same_key_is_refused(actor):
    once(actor, "k", b"body", lambda: (201, {}))
    with pytest.raises(KeyReused):
        once(actor, "k", b"other", lambda: (201, {}))


@pytest.mark.django_db
def test_keys_of_two_organisations_are_two_keys(actor):
    other = Actor(market_id=actor.market_id, organisation_id=new_id(), person_id=new_id())
    once(actor, "k", b"body", lambda: (201, {"of": "first"}))
    assert once(other, "k", b"body", lambda: (201, {"of": "second"})) == ((201, {"of": "second"}), False)


@pytest.mark.django_db
def test_a_crash_leaves_no_answer_behind(actor):
    with pytest.raises(ZeroDivisionError):
        once(actor, "k", b"body", lambda: (200, 1 // 0))
    assert once(actor, "k", b"body", lambda: (200, 1)) == ((200, 1), False)


def test_two_at_once_run_once(live, actor, two_at_once):
    runs = []

    def run():
        runs.append(1)
        return 201, {"n": len(runs)}

    answers = two_at_once(*[lambda: once(actor, "k", b"body", run) for _ in range(2)])
    assert len(runs) == 1
    assert sorted(replayed for _answer, replayed in answers) == [False, True]
