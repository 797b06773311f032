"""No template anywhere carries inline style, script or handler: the content policy would stop it unseen."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3] / "dinghuo"
TEMPLATES = sorted(ROOT.rglob("templates/**/*.html"))
FORBIDDEN = {
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\ssrc=)", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "htmx that evaluates": re.compile(r"hx-on|hx-vals=['\"]js:|hx-trigger=['\"][^'\"]*\[", re.IGNORECASE),
    "a script address": re.compile(r"(?:href|src|action)\s*=\s*['\"]\s*javascript:", re.IGNORECASE),
    "a file from elsewhere": re.compile(
        r"<(?:script|link|img)[^>]*(?:src|href)=['\"](?:https?:)?//", re.IGNORECASE
    ),
}


def test_there_are_templates():
    assert len(TEMPLATES) > 50


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_inline(path):
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
    for what, pattern in FORBIDDEN.items():
        found = pattern.search(text)
        assert not found, f"{what}: {found.group(0)[:80] if found else ''}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_templates_stay_short(path):
    assert len(path.read_text().splitlines()) <= 120


def test_scripts_evaluate_nothing():
    for path in ROOT.rglob("static/js/*.js"):
        assert not re.search(r"\beval\(|new Function\(|innerHTML|document\.write", path.read_text()), (
            path.name
        )
