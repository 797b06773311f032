"""The short form of bin/prove login: everything once, and the times of few."""

from proofs import login
from tests.organisations.world import World


def test_guessing_gets_nowhere_and_nothing_is_told(live, monkeypatch):
    # So few times say nothing: the proof takes forty of each.
    monkeypatch.setattr(login, "NOISE", 1)
    report = login.prove(rounds=3)
    assert report.wrong == []
    assert report.tries > 60


def test_times_apart_are_told_apart():
    assert login.share_slower([3, 4], [1, 2]) == 1
    assert login.share_slower([1, 2], [1, 2]) < 0.5


def test_a_secret_that_is_logged_is_noticed(db):
    report, ear = login.Report(secrets={login.WRONG}), login.Ear()
    ear.lines.append(f"django.request {login.WRONG}")
    login.written(report, World(), ear)
    assert report.wrong == [f"logged: django.request {login.WRONG}"]
