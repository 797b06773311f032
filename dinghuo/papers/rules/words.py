"""Writes amounts, quantities and days for paper, in the manner of the reader's language."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_precision

from dinghuo.foundation.quantity import plain

LOCALES = {"en": "en_GB", "zh-hans": "zh_Hans_CN", "zh-hant": "zh_Hant_HK"}


def amount(value: Decimal, currency: str) -> str:
    """12,480.00: grouped, with the currency's decimals; the currency stands in the column's head."""
    decimals = get_currency_precision(currency)
    return format_decimal(value, "#,##0" + ("." + "0" * decimals if decimals else ""), locale="en")


def less(value: Decimal, currency: str) -> str:
    """− 12.00: what is taken off the amounts above it."""
    return f"\N{MINUS SIGN}\N{NO-BREAK SPACE}{amount(value, currency)}"


def money(value: Decimal, currency: str, language: str) -> str:
    """¥12,480.00: with the currency's sign, for the one amount that matters."""
    return format_currency(value, currency, locale=LOCALES.get(language.lower(), "en_GB"))


def price(value: Decimal, currency: str) -> str:
    """A price for one unit: at least the currency's decimals, at most six."""
    decimals = get_currency_precision(currency)
    return format_decimal(value, "#,##0." + "0" * decimals + "#" * (6 - decimals), locale="en")


def quantity(value: Decimal, unit: str) -> str:
    """12 箱: a quantity and its unit as one word."""
    return f"{plain(value)}\u00a0{unit}"


def share(rate: Decimal) -> str:
    """13%: a tax rate given as a share."""
    return format_percent(rate, "#,##0.##%", locale="en")


def day(value: date, language: str) -> str:
    """22 Nov 2026, 2026年11月22日."""
    return format_date(value, "medium", locale=LOCALES.get(language.lower(), "en_GB"))


def day_at(instant: datetime, time_zone: str, language: str) -> str:
    """The day it was in the market's zone."""
    return day(instant.astimezone(ZoneInfo(time_zone)).date(), language)
