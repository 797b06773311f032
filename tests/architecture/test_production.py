"""Production settings refuse in words what would be unsafe."""

import os
import subprocess
import sys

import pytest

from dinghuo.local.checks import SERVER
from dinghuo.local.places import ROOT


def start(**changed: str | None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **SERVER, "PYTHONPATH": str(ROOT)}
    for name, value in changed.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = value
    program = (
        "from django.conf import settings; settings.DEBUG; print(settings.SMS_PORT, settings.EMAIL_PORT)"
    )
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_starts_with_what_it_needs():
    done = start(DINGHUO_EMAIL_URL="smtps://mailer:p%40ss@mail.example.com")
    assert done.stdout.split() == ["dinghuo.foundation.outbound.GatewaySms", "465"], done.stderr


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"DINGHUO_SECRET_KEY": None}, "DINGHUO_SECRET_KEY is not set"),
        ({"DINGHUO_HOSTS": None}, "DINGHUO_HOSTS is not set"),
        ({"DINGHUO_SMS_URL": None}, "text messages would be printed"),
        ({"DINGHUO_SMS_PORT": "dinghuo.foundation.outbound.ConsoleSms"}, "text messages would be printed"),
        ({"DINGHUO_EMAIL_URL": "mail.example.com"}, "DINGHUO_EMAIL_URL must read"),
    ],
)
def test_refuses_to_start(changed, words):
    done = start(**changed)
    assert done.returncode != 0
    assert words in done.stderr


def test_may_do_without_text_messages():
    done = start(DINGHUO_SMS_URL=None, DINGHUO_SMS_PORT="dinghuo.foundation.outbound.NoSms")
    assert done.returncode == 0, done.stderr
