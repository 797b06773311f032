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


# The gallery shows the parts with samples of text; the API's reference is for programmers.
ONE_LANGUAGE = {"design", "api"}
POST_FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\".*?</form>", re.DOTALL | re.IGNORECASE)
IMAGE = re.compile(r"<img\b[^>]*>", re.DOTALL)
#: A part takes a name or a literal: what a filter makes of it would be nothing, and nobody told.
FILTERED = re.compile(r"""<c-[a-z-]+\b[^>]*?\s:[\w-]+="[^"{]*\|[^"]*\"""")


@pytest.mark.parametrize("file", templates(), ids=short)
def test_it_compiles(file):
    get_template(file.as_posix().partition("/templates/")[2])


def test_they_are_short():
    assert not [short(file) for file in templates() if len(file.read_text().splitlines()) > LINES]


def test_nothing_is_inline():
    assert not [short(file) for file in templates() if REFUSED.search(text_of(file))]


def text_of(file) -> str:
    return COMMENT.sub("", file.read_text())


def test_each_form_carries_its_token():
    wrong = [
        short(file)
        for file in templates()
        for form in POST_FORM.findall(text_of(file))
        if "csrf_token" not in form
    ]
    assert not wrong


def test_each_picture_says_what_it_shows():
    wrong = [
        short(file) for file in templates() for image in IMAGE.findall(text_of(file)) if "alt=" not in image
    ]
    assert not wrong


def test_parts_are_given_values_without_filters():
    assert not [short(file) for file in templates() if FILTERED.search(text_of(file))]


def test_sentences_can_be_translated():
    wrong = [
        f"{short(file)}: {found.group()}"
        for file in templates()
        if file.parent.name not in ONE_LANGUAGE and (found := BARE_TEXT.search(text_of(file)))
    ]
    assert not wrong


DJANGO_DATE = re.compile(r"""{%\s*now\b|\|\s*(?:date|time)\b(?!:'Y-m-d')""")


def test_days_are_written_one_way():
    # |day, |moment and their like write a day as each language does; Django's own filters differ from them.
    assert not [short(file) for file in templates() if DJANGO_DATE.search(text_of(file))]
