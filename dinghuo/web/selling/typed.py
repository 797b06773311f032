"""Reads numbers and days as people type them into a seller's forms."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Faults

LARGEST = Decimal(10) ** 12


def read_decimal(typed: Mapping[str, str], name: str, faults: Faults) -> Decimal:
    """A number that isn't negative, zero for nothing; full-width figures and thousands grouped by commas are fine."""
    value = read_signed(typed, name, faults)
    if value < 0:
        faults.add(name, "negative", _("A quantity can't be less than zero."))
    return value


def read_signed(typed: Mapping[str, str], name: str, faults: Faults) -> Decimal:
    """A number with a sign, zero for nothing."""
    text = normalize("NFKC", typed.get(name, "")).strip().replace(",", "").replace(" ", "")
    try:
        value = Decimal(text or 0)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) >= LARGEST:
        faults.add(name, "number", _("This is no number."))
        return Decimal(0)
    return value


def read_day(typed: Mapping[str, str], name: str, faults: Faults) -> date | None:
    """A day, None for nothing."""
    text = typed.get(name, "").strip()
    try:
        day = parse_date(text) if text else None
    except ValueError:
        day = None
    if text and day is None:
        faults.add(name, "day", _("This is no day. Write it like 2026-11-30."))
    return day
