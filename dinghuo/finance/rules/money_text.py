"""Writes an amount for people: with its currency, in the manner of their language."""

from decimal import Decimal

from babel.numbers import format_currency

LOCALES = {"en": "en", "zh-hans": "zh_Hans_CN", "zh-hant": "zh_Hant_HK"}


def money_text(amount: Decimal, currency: str, language: str = "en") -> str:
    """The amount with its currency's sign and decimals: CN¥12,480.00 in English, ¥12,480.00 in Chinese."""
    return format_currency(amount, currency, locale=LOCALES.get(language.lower(), "en"))
