"""Turns answers into JSON: exact numbers as strings, times in UTC."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse

from dinghuo.foundation.json_text import json_text
from dinghuo.foundation.money import minor_unit
from dinghuo.foundation.quantity import plain

JSON = "application/json"
PROBLEM = "application/problem+json"


def to_json(answer: Any) -> str:
    """The answer as JSON text; ids, days and decimals that are left in it become strings."""
    return json_text(answer, _plain)


def json_response(text: str, status: int = 200) -> HttpResponse:
    """A response with JSON text; from 400 up it is a problem document."""
    return HttpResponse(
        text.encode(errors="replace"), status=status, content_type=PROBLEM if status >= 400 else JSON
    )


def instant(at: datetime | None) -> str | None:
    """An instant as ISO 8601 in UTC: 2026-11-05T08:30:00.123456Z."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def day(on: date | None) -> str | None:
    """A calendar day."""
    return on.isoformat() if on else None


def money(amount: Decimal, currency: str) -> str:
    """An amount with its currency's decimals: 12480.00."""
    return format(amount.quantize(minor_unit(currency)), "f")


def price(amount: Decimal, currency: str) -> str:
    """The price of a unit: at least its currency's decimals, at most six."""
    digits = -int(minor_unit(currency).as_tuple().exponent)
    text = plain(amount)
    have = len(text.partition(".")[2])
    return text if have >= digits else format(amount, f".{digits}f")


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime):
        return str(instant(value))
    return str(value)
