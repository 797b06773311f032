"""The laws about templates: they compile, stay short, and hold nothing the content policy would refuse."""

import re

import pytest
from django.template.loader import get_template

from tests.architecture.source import short, templates

LINES = 120
REFUSED = re.compile(
    r"""<style|<script(?![^>]*\bsrc=)|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:|\shx-on\b|\shx-vals\s*=\s*["']js:"""
)
COMMENT = re.compile(r"{#.*?#}|{% comment .*?{% endcomment %}|<!--.*?-->", re.DOTALL)
BARE_TEXT = re.compile(r">\s*[A-Z][a-z]+(?: [a-z]+)+[.?!]?\s*<")


@pytest.mark.parametrize("file", templates(), ids=short)
def test_it_compiles(file):
    get_template(file.as_posix().partition("/templates/")[2])


def test_they_are_short():
    assert not [short(file) for file in templates() if len(file.read_text().splitlines()) > LINES]


def test_nothing_is_inline():
    assert not [short(file) for file in templates() if REFUSED.search(COMMENT.sub("", file.read_text()))]


def test_sentences_can_be_translated():
    wrong = [
        f"{short(file)}: {found.group()}"
        for file in templates()
        # The gallery's pages show the parts with samples of text.
        if file.parent.name != "design" and (found := BARE_TEXT.search(COMMENT.sub("", file.read_text())))
    ]
    assert not wrong
