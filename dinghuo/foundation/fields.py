"""The column types of money, quantity and translated text, so that every table keeps them alike."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.db import models
from django.utils.translation import get_language


class AmountField(models.DecimalField):
    """An extended amount, rounded to its currency's minor unit; up to 4 decimals fit any currency."""

    def __init__(self, **options: Any):
        options.update(max_digits=20, decimal_places=4)
        super().__init__(**options)


class PriceField(models.DecimalField):
    """The price of one unit, up to 6 decimals."""

    def __init__(self, **options: Any):
        options.update(max_digits=20, decimal_places=6)
        super().__init__(**options)


class QuantityField(models.DecimalField):
    """A quantity, up to 6 decimals; in base units unless the column's name says otherwise."""

    def __init__(self, **options: Any):
        options.update(max_digits=18, decimal_places=6)
        super().__init__(**options)


class CurrencyField(models.CharField):
    """An ISO 4217 code."""

    def __init__(self, **options: Any):
        options.update(max_length=3)
        super().__init__(**options)


class TranslationsField(models.JSONField):
    """Texts by language code: {"zh-hans": "...", "en": "..."}. The plain column beside it is the fallback."""

    def __init__(self, **options: Any):
        options.setdefault("default", dict)
        options.setdefault("blank", True)
        super().__init__(**options)


def translated(default: str, translations: Mapping[str, str] | None, language: str | None = None) -> str:
    """The text in a language (default: the active one); zh-hant falls back to zh-hans, all to the default."""
    if not translations:
        return default
    language = (language or get_language() or "en").lower()
    chain = [language, language.split("-")[0]]
    if language.startswith("zh"):
        chain += ["zh-hans", "zh-hant"]
    return next((translations[code] for code in chain if translations.get(code)), default)


class Named(Protocol):
    """What has a name, and names by language."""

    @property
    def name(self) -> str:
        """The fallback."""

    @property
    def names(self) -> Mapping[str, str] | None:
        """By language code."""


def named(thing: Named, language: str | None = None) -> str:
    """What something is called in a language (default: the active one): goods in refusals, whoever reads them."""
    return translated(thing.name, thing.names, language)
