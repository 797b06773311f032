"""Whatever goes wrong is told as a problem document: which, why, in the reader's language."""

import importlib
import logging
import pkgutil
import re

import pytest
from django.db import OperationalError
from django.utils import translation

import dinghuo
from dinghuo.api import limits
from dinghuo.api.problems import problem_of
from dinghuo.api.render import PROBLEM
from dinghuo.api.routers import me
from dinghuo.api.titles import TITLES
from dinghuo.foundation.errors import Refusal
from tests.makers import make_actor
from tests.makers.keys import Program

ALWAYS = {"type", "title", "status", "detail"}


def assert_problem(answer, status, kind):
    assert (answer.status, answer["status"], answer["type"]) == (status, status, kind)
    assert set(answer.body) >= ALWAYS
    assert answer.headers["Content-Type"] == PROBLEM


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer nonsense", "Basic eDp5", "Bearer dh_zz_x", f"Bearer dh_{'0' * 32}_secret"],
)
def test_without_a_valid_key_nobody_comes_in(db, authorization):
    answer = Program().get("/orders", **({"Authorization": authorization} if authorization else {}))
    assert_problem(answer, 401, "not-authenticated")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_key_is_no_key(world, buyer):
    from dinghuo.foundation.clock import now
    from dinghuo.foundation.tenancy import acting
    from dinghuo.integration.models import ApiKey

    with acting(world.system):
        ApiKey.objects.update(revoked_at=now())
    assert buyer.get("/orders").status == 401


@pytest.mark.parametrize("path", ["/nothing", "/orders/", "/orders/SO-1/nothing", "/%00", ""])
def test_a_path_that_no_call_has(buyer, path):
    answer = buyer.get(path)
    if path:
        assert_problem(answer, 404, "not-found")
    else:
        assert answer.status == 404


def test_a_method_that_a_call_does_not_have(buyer):
    answer = buyer.call("PATCH", "/orders")
    assert_problem(answer, 405, "method-not-allowed")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}


@pytest.mark.parametrize(
    "text", ["{", "{'a': 1}", '{"a": NaN}', '{"a": Infinity}', "[" * 100_000, b"\xff\xfe\x00"]
)
def test_a_body_that_is_no_json(buyer, text):
    assert_problem(buyer.post("/orders", text), 400, "malformed")


@pytest.mark.parametrize("text", ["{", '{"note": NaN}', "[" * 100_000, b"\xff\xfe"])
def test_what_is_no_json_is_told_in_the_reader_s_language_alone(buyer, text):
    answer = buyer.post("/orders", text, Accept_Language="zh-Hans")
    assert_problem(answer, 400, "malformed")
    # Nothing of what the parser says to programmers.
    assert set(re.findall("[A-Za-z-]+", answer["detail"])) <= {"JSON", "UTF-8", "NaN", "Infinity", "UTF-"}


def test_every_refusal_there_is_has_a_title():
    for module in pkgutil.walk_packages(dinghuo.__path__, "dinghuo."):
        if module.name.rpartition(".")[2] in ("errors", "states", "idempotency"):
            importlib.import_module(module.name)

    def below(kind):
        here = {kind.type} if kind.__module__.startswith("dinghuo.") else set()
        return here.union(*(below(each) for each in kind.__subclasses__()))

    assert set(TITLES) == below(Refusal)


@pytest.mark.parametrize("kind", sorted(TITLES))
def test_a_refusal_is_titled_in_the_reader_s_language(kind):
    with translation.override("zh-hans"):
        title = problem_of(type("Refused", (Refusal,), {"type": kind})("")).title
    assert re.search("[\u4e00-\u9fff]", title), title


def test_a_body_that_is_something_else_than_json(buyer):
    answer = buyer.post("/orders", "a=1", Content_Type="application/x-www-form-urlencoded")
    assert_problem(answer, 415, "unsupported-media-type")


def test_a_body_without_a_type_is_taken_as_json(buyer):
    assert buyer.post("/orders", "{}", Content_Type="").status == 422


def test_a_body_that_is_too_large(buyer, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert_problem(buyer.post("/orders", {"note": "x" * 200}), 413, "too-large")


def test_no_body_where_one_is_needed(buyer):
    answer = buyer.post("/orders")
    assert_problem(answer, 422, "invalid")
    assert answer.paths == {"lines": "required", "payment": "required"}


def test_a_grant_that_is_missing(world):
    answer = Program(make_actor(world.buyer)).get("/orders")
    assert_problem(answer, 403, "not-allowed")
    assert answer["permission"] == "ordering.view_orders"


def test_what_breaks_on_our_side_tells_nothing_of_the_inside(buyer, monkeypatch, caplog):
    def broken(*_):
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr(me, "organisation", broken)
    with caplog.at_level(logging.ERROR, logger="dinghuo.api"):
        answer = buyer.get("/me")
    assert_problem(answer, 500, "internal-error")
    assert b"secret" not in answer.content
    assert "secret of the inside" in caplog.text


def test_a_database_that_is_away_is_told_as_such(buyer, monkeypatch):
    def away(*_):
        raise OperationalError("connection refused at 10.0.0.7")

    monkeypatch.setattr(me, "organisation", away)
    answer = buyer.get("/me")
    assert_problem(answer, 503, "unavailable")
    assert answer.headers["Retry-After"]
    assert b"10.0.0.7" not in answer.content


def test_a_key_that_calls_too_often_has_to_wait(buyer, settings):
    settings.API_CALLS_PER_MINUTE = 2
    assert [buyer.get("/me").status for _ in range(2)] == [200, 200]
    answer = buyer.get("/me")
    assert_problem(answer, 429, "too-many-requests")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


def test_who_tries_keys_has_to_wait_but_valid_keys_need_not(buyer, settings):
    settings.API_FAILURES_PER_MINUTE = 1
    stranger = Program(token="dh_nonsense")
    assert [stranger.get("/me").status for _ in range(3)] == [401, 429, 429]
    assert buyer.get("/me").status == 200


def test_buckets_fill_up_again(monkeypatch):
    at = 1000.0
    monkeypatch.setattr(limits.time, "monotonic", lambda: at)
    buckets = limits.Buckets()
    for _ in range(60):
        buckets.take("key", 60)
    with pytest.raises(limits.TooManyRequests) as full:
        buckets.take("key", 60)
    assert full.value.wait == pytest.approx(1)
    at += 1
    buckets.take("key", 60)


def test_buckets_of_the_idle_are_forgotten(monkeypatch):
    monkeypatch.setattr(limits, "MOST_BUCKETS", 3)
    buckets = limits.Buckets()
    for owner in range(10):
        buckets.take(owner, 60)
    assert len(buckets._levels) == 3


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN,zh;q=0.9", "zh-hans"),
        ("zh-TW", "zh-hant"),
        ("fr", "en"),
        ("de, en;q=0.5", "en"),
        ("\x7f;;q=", "en"),
    ],
)
def test_the_reader_chooses_the_language(buyer, accepted, language):
    assert buyer.get("/orders/NOPE", Accept_Language=accepted).headers["Content-Language"] == language


def test_without_a_choice_it_is_the_persons_language(world):
    from dinghuo.foundation.tenancy import acting
    from dinghuo.organisations.models import Person

    actor = world.purchaser()
    program = Program(actor)
    with acting(world.system):
        Person.objects.filter(id=actor.person_id).update(language="zh-hans")
    assert program.get("/orders/NOPE").headers["Content-Language"] == "zh-hans"


def test_answers_are_nobody_elses_to_keep(buyer):
    headers = buyer.get("/me").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "Set-Cookie" not in headers


def test_api_calls_do_not_travel_with_pages(buyer, settings):
    """What stands below the lane in the middleware would break here."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:2], "tests.api.test_problems.breaks"]
    program = Program(token=buyer.token)
    assert program.get("/me").status == 200


def breaks(get_response):
    """A middleware that no API call may meet."""

    def answer(request):
        raise AssertionError("a page's middleware saw an API call")

    return answer


def test_answers_tell_how_many_calls_are_left(buyer, settings):
    settings.API_CALLS_PER_MINUTE = 3
    told = [buyer.get("/me").headers for _ in range(4)]
    assert told[0]["RateLimit-Policy"] == '"calls";q=3;w=60'
    assert [each["RateLimit"].split(";")[1] for each in told] == ["r=2", "r=1", "r=0", "r=0"]
    assert int(told[3]["RateLimit"].split("t=")[1]) == int(told[3]["Retry-After"])


def test_an_address_has_a_limit_whatever_its_keys(buyer, seller, settings):
    settings.API_CALLS_PER_MINUTE_AND_ADDRESS = 2
    assert [each.get("/me").status for each in (buyer, seller, buyer)] == [200, 200, 429]


def test_behind_a_proxy_each_client_has_its_own_address(buyer, settings):
    settings.CLIENT_ADDRESS_HEADER = "HTTP_X_REAL_IP"
    settings.API_CALLS_PER_MINUTE_AND_ADDRESS = 1
    found = [
        buyer.get("/me", X_Real_IP=each).status for each in ("198.51.100.1", "198.51.100.2", "198.51.100.1")
    ]
    assert found == [200, 200, 429]
