"""Writes JSON quickly, and reads it: an order is written four times on its way, as rows and as an answer."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import orjson


def _usual(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def json_text(value: Any, other: Callable[[Any], str] = _usual) -> str:
    """Compact JSON. Ids are text; what JSON has no form for, decimals, days and instants among it, is as `other` says.

    What is no valid Unicode, or a number of more than 64 bits, is written as the standard library does it.
    """
    try:
        return orjson.dumps(value, default=other, option=orjson.OPT_PASSTHROUGH_DATETIME).decode()
    except orjson.JSONEncodeError:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=other)


def json_value(text: str) -> Any:
    """What JSON text says, numbers as Python's own."""
    return orjson.loads(text)
