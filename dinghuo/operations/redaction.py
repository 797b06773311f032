"""Takes out of log lines what must never stand there: secrets, codes, cookies, phone numbers, e-mail addresses."""

import re
from collections.abc import MutableMapping
from typing import Any

GONE = "[redacted]"
#: A field with one of these in its name loses its value, whatever that is.
SECRET_NAMES = re.compile(
    r"passw|secret|token|cookie|authori[sz]ation|session|phone|e-?mail|api_?key|(^|_)(code|login)$",
    re.IGNORECASE,
)
#: What gives itself away inside a text: keys, anything long and random, phone numbers, e-mail addresses. Hexadecimal
#: ids (a UUID with or without hyphens, in groups or 32 digits) stay: lines are found by them.
SECRET_TEXT = re.compile(
    r"""(?x)
      (?i:bearer)\s+\S+
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | (?<![\w.-])(?=[\w-]*[G-Zg-z_])[\w-]{32,}(?:\.[\w-]+)*
    | [0-9a-f]{32}\.[\w-]{20,}
    | (?<![\w.:-])\+?\d[\d\ -]{9,16}\d(?![\w.:-])
    """
)
#: Words, ids and numbers of our own making: not worth looking into.
OPEN_NAMES = frozenset(
    ("at", "level", "method", "status", "request_id", "route", "ms", "statements")
    + ("market", "organisation", "person", "refused", "task", "queue", "job", "attempt", "outcome")
)


def redact(logger: object, method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Redact a line's fields (a structlog processor)."""
    for name, value in line.items():
        if name in OPEN_NAMES:
            continue
        if SECRET_NAMES.search(name):
            line[name] = GONE
        elif isinstance(value, str):
            line[name] = redacted(value)
        elif isinstance(value, dict):
            line[name] = redact(logger, method, dict(value))
    return line


def redacted(text: str) -> str:
    """A text without what gives itself away as secret."""
    return SECRET_TEXT.sub(GONE, text)
