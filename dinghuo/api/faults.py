"""Puts what pydantic finds wrong with a request into the same faults that the domains use, in words of ours."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Fault, Invalid

#: What pydantic puts behind the name of an entry whose name is wrong.
KEY = "[key]"
QUOTED = re.compile(r"'([^']*)'")


def faults_of(errors: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """Every fault of a ninja ValidationError: path as in `lines.0.quantity`, our code, a sentence in the reader's
    language."""
    return [_fault(error) for error in errors]


@contextmanager
def told_as(**fields: str) -> Iterator[None]:
    """Tell what a domain finds wrong under the names that the body's fields have: `told_as(paper="content")`."""
    try:
        yield
    except Invalid as wrong:
        told = [replace(fault, path=_renamed(fault.path, fields)) for fault in wrong.faults]
        raise Invalid(told) from wrong


def _renamed(path: str, fields: Mapping[str, str]) -> str:
    first, dot, rest = path.partition(".")
    return fields.get(first, first) + dot + rest


def _fault(error: Mapping[str, Any]) -> Fault:
    code, sentence = _known(error["type"], error.get("ctx") or {})
    return Fault(_path(error["loc"]), code, sentence)


def _path(loc: Sequence[str | int]) -> str:
    # ninja prefixes the place (body, query, path) and, for a body, the name of the view's parameter.
    inside = loc[2:] if loc[0] == "body" else loc[1:]
    return ".".join(str(part) for part in inside if part != KEY) or str(loc[0])


def _known(kind: str, context: Mapping[str, Any]) -> tuple[str, str]:
    words = _plain_words().get(kind) or _counted_words(kind, context)
    if words:
        return words
    for prefix, words in _word_families().items():
        if kind.startswith(prefix):
            return words
    return "malformed", _("This can't be read.")


def _plain_words() -> dict[str, tuple[str, str]]:
    return {
        "missing": ("required", _("This is missing.")),
        "extra_forbidden": ("unknown-field", _("There is no such field.")),
        "decimal": ("decimal", _('Give a decimal number, such as "12" or "12.50".')),
        "negative": ("negative", _("This can't be less than zero.")),
        "day": ("date", _("Give a day, such as 2026-11-05.")),
        "instant": ("instant", _("Give a time, such as 2026-11-05T08:30:00Z.")),
        "id": ("id", _("This is not an id.")),
        "currency": ("currency", _("Give a currency of three capital letters, such as CNY.")),
        "text": ("text", _("This text holds a character that can't be stored.")),
        "base64": ("base64", _("Send the file in base64.")),
        "string_unicode": ("text", _("This text holds a character that can't be stored.")),
        "string_pattern_mismatch": ("malformed", _("This can't be read.")),
    }


def _counted_words(kind: str, context: Mapping[str, Any]) -> tuple[str, str] | None:
    match kind:
        case "precision":
            return "precision", _("At most %(places)s decimals.") % {"places": context["places"]}
        case "string_too_long":
            return "too-long", _("At most %(most)s characters.") % {"most": context["max_length"]}
        case "string_too_short":
            return "required", _("This is missing.")
        case "too_long":
            return "too-many", _("At most %(most)s of these.") % {"most": context["max_length"]}
        case "too_short":
            return "required", _("Give at least %(least)s of these.") % {"least": context["min_length"]}
        case "greater_than_equal":
            return "too-small", _("At least %(least)s.") % {"least": context["ge"]}
        case "less_than_equal":
            return "too-large", _("At most %(most)s.") % {"most": context["le"]}
        case "literal_error" | "enum":
            return "unknown", _("One of these: %(words)s.") % {
                "words": ", ".join(QUOTED.findall(context["expected"]))
            }
    return None


def _word_families() -> dict[str, tuple[str, str]]:
    return {
        "string": ("text", _("Give a text.")),
        "int": ("whole-number", _("Give a whole number.")),
        "bool": ("yes-or-no", _("Give true or false.")),
        "list": ("list", _("Give a list.")),
        "dict": ("object", _("Give an object with named fields.")),
        "model": ("object", _("Give an object with named fields.")),
    }
