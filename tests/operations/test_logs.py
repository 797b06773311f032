"""What stands in the log and what never does: a person signs in, gets a code, uses a key, and the log is searched."""

import json
import logging
import os
import subprocess
import sys

import pytest
from django.test import override_settings

from dinghuo.foundation.tenancy import acting
from dinghuo.local.places import ROOT
from dinghuo.operations import job_lines, logs
from dinghuo.operations.redaction import GONE, redact, redacted
from dinghuo.organisations.models import Person
from tests.makers import make_world
from tests.makers.keys import Program, make_key

PASSWORD = "corr3ct-h0rse-battery"


def test_nothing_secret_is_written_of_sign_in_reset_and_key(live, client, capsys, drain):
    world = make_world()
    purchaser = world.purchaser()
    with acting(world.system):
        person = Person.objects.get(id=purchaser.person_id)
        person.phone, person.email = "+8613812345678", "li.wei@shop.example"
        person.set_password(PASSWORD) if hasattr(person, "set_password") else None
        person.save()
    token = make_key(purchaser)
    client.post("/sign-in", {"login": "13812345678", "password": PASSWORD})
    client.post("/sign-in", {"login": "li.wei@shop.example", "password": "wrong-passw0rd"})
    client.post("/forgot-password", {"login": "13812345678"})
    client.get("/sign-in?next=/%3Ftoken%3Dabc&phone=13812345678")
    assert Program(token=token).get("/me").status == 200
    assert Program(token="dh_" + "q" * 40).get("/me").status == 401
    out = capsys.readouterr()
    written = "\n".join(line for line in (out.out + out.err).splitlines() if not line.startswith("SMS to"))
    assert written.count("request_id") >= 6
    for secret in (
        PASSWORD,
        "wrong-passw0rd",
        "13812345678",
        "li.wei@shop.example",
        token,
        token[-20:],
        "q" * 40,
    ):
        assert secret not in written
    for cookie in client.cookies.values():
        if len(cookie.value) > 8:
            assert cookie.value not in written


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer abc.def",
        "no answer from +8613812345678",
        "called 138 1234 5678 twice",
        "Key (email)=(li.wei@shop.example) already exists",
        "dinghuo_session=01a20186627e7aba86412fc008a608d6.Zm9vYmFyYmF6cXV4cXV1eHF1dXV4",
        "key dh_01a20186627e7aba86412fc008a608d6_Zm9vYmFyYmF6cXV4",
    ],
)
def test_secrets_give_themselves_away(text):
    assert GONE in redacted(text)
    assert not {"13812345678", "li.wei", "Zm9v", "abc.def"} & set(redacted(text).split())


@pytest.mark.parametrize(
    "text",
    [
        "SO-2026-000123 IN-2026-000009",
        "01993012-3456-7890-8123-412345678901",
        "01a20186627e7aba86412fc008a608d6",
        "2026-11-22 04:31:54 and 2026-11-22T04:31:54.013045Z",
        "/api/v1/orders/<str:number>/confirmation",
        "total 12480.00 of 1000000.000000",
    ],
)
def test_what_is_looked_for_stays(text):
    assert redacted(text) == text


@pytest.mark.parametrize(
    "name", ["password", "new_password", "secret_hash", "code", "reset_code", "cookie", "phone"]
)
def test_fields_of_a_secret_name_lose_their_value(name):
    assert redact(None, "", {name: "12", "inside": {name: "34"}}) == {name: GONE, "inside": {name: GONE}}


def test_what_django_says_is_a_line_too():
    record = logging.LogRecord("django", logging.ERROR, "", 1, "no way to +8613812345678", (), None)
    line = json.loads(logs.Lines(as_json=True).format(record))
    assert (line["event"], line["level"], line["logger"]) == (f"no way to {GONE}", "error", "django")
    assert line["at"]


@override_settings(LOG_JSON=True)
def test_a_job_that_fails_is_a_line(capsys):
    handler = job_lines.JobLines()
    job = {"id": 7, "task_name": "t", "queue": "q", "attempts": 1, "task_kwargs": {"market_id": "m"}}
    try:
        raise RuntimeError("no gateway for +8613812345678")
    except RuntimeError:
        record = logging.LogRecord("procrastinate.worker", logging.ERROR, "", 1, "Job", (), sys.exc_info())
    record.__dict__.update(action="job_error", job=job, duration=0.5)
    handler.emit(record)
    line = json.loads(capsys.readouterr().out)
    assert (line["event"], line["task"], line["attempt"], line["outcome"], line["market"]) == (
        "job",
        "t",
        2,
        "failed",
        "m",
    )
    assert "RuntimeError" in line["traceback"]
    assert "13812345678" not in json.dumps(line)


def test_production_writes_json():
    """A process of its own: settings are chosen once."""
    program = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "Client().get('/api/v1/openapi.json', headers={'Host': 'localhost', 'X-Request-Id': 'po-9'})\n"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "dinghuo.settings.production", "DINGHUO_LOOPBACK": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    line = json.loads(done.stdout.splitlines()[-1])
    assert (line["event"], line["request_id"], line["status"], line["method"]) == (
        "request",
        "po-9",
        200,
        "GET",
    )
    assert line["ms"] > 0
