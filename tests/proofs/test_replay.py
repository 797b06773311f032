"""The short form of bin/prove replay: some hundred lines; and a trace that is computed otherwise is found."""

import pytest

from proofs import replay


@pytest.mark.django_db
def test_kept_traces_give_the_same_cents():
    report = replay.of_random_orders(300, seed=4)
    assert report.lines >= 300
    assert list(report.wrong) == []


@pytest.mark.django_db
def test_a_box_that_is_converted_twice_is_found(monkeypatch):
    """Mistake 7, made in the replay: the proof doesn't read the amount that stands in the trace."""

    def twice(amount, factor, own):
        return amount * factor / own * factor / own

    monkeypatch.setattr("dinghuo.pricing.rules.explain.converted", twice)
    assert replay.of_random_orders(100, seed=4).wrong
