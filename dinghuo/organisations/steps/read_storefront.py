"""Reads the settings of a storefront, noting everything that is wrong with them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from dinghuo.foundation.currencies import check_currency
from dinghuo.foundation.errors import Faults
from dinghuo.organisations.rules.storefronts import (
    PAYMENT_METHODS,
    contrast_with_white,
    is_accent,
    is_host,
    is_key,
)
from dinghuo.organisations.states import GuestPolicy, ShownTax
from dinghuo.organisations.steps.read_contact import read_text

#: Buttons are white on the accent: WCAG 2.2 AA asks this much of text.
LEAST_CONTRAST = 4.5
#: Goods that nobody has ordered are kept from others for two hours at most.
MOST_MINUTES = 120


def read_storefront(
    *,
    key: str,
    name: str,
    currency: str,
    languages: Sequence[str],
    payment_methods: Sequence[str],
    names: Mapping[str, str] | None,
    host: str,
    accent: str,
    guest_policy: str,
    minimum_order: Decimal,
    hold_minutes: int | None = None,
    shown_tax: str | None = None,
) -> dict[str, Any]:
    """The columns of a storefront; without `hold_minutes` or `shown_tax` it keeps its own. Raises Invalid with
    every fault."""
    faults = Faults()
    host, accent = host.strip().lower(), accent.strip().lower()
    if not is_key(key):
        faults.add("key", "key", _("Use small letters, digits and hyphens."))
    if host and not is_host(host):
        faults.add("host", "host", _("This isn't a host name. Write it like shop.example.com."))
    if accent and not is_accent(accent):
        faults.add("accent", "colour", _("A colour is written like #0b6e69."))
    elif accent and contrast_with_white(accent) < LEAST_CONTRAST:
        faults.add("accent", "contrast", _("White text can't be read on this colour. Choose a darker one."))
    check_currency(faults, "currency", currency)
    _check_choices(faults, "languages", languages, dict(settings.LANGUAGES))
    _check_choices(faults, "payment_methods", payment_methods, PAYMENT_METHODS)
    _check_choices(faults, "guest_policy", [guest_policy], list(GuestPolicy))
    if minimum_order < 0:
        faults.add("minimum_order", "negative", _("An amount is zero or more."))
    if hold_minutes is not None and not 0 <= hold_minutes <= MOST_MINUTES:
        told = _("From 0 (not at all) to %(most)s minutes.") % {"most": MOST_MINUTES}
        faults.add("hold_minutes", "range", told)
    if shown_tax is not None and shown_tax not in list(ShownTax):
        faults.add("shown_tax", "unknown", _("Choose one."))
    name = read_text(faults, "name", name, 100)
    faults.raise_any()
    return {
        "key": key,
        "name": name,
        "names": {language: text.strip() for language, text in (names or {}).items() if text.strip()},
        "host": host,
        "accent": accent,
        "currency": currency,
        "languages": list(dict.fromkeys(languages)),
        "payment_methods": list(dict.fromkeys(payment_methods)),
        "guest_policy": guest_policy,
        "minimum_order": minimum_order,
        **({} if hold_minutes is None else {"hold_minutes": hold_minutes}),
        **({} if shown_tax is None else {"shown_tax": shown_tax}),
    }


def _check_choices(
    faults: Faults, path: str, chosen: Sequence[str], known: Mapping[str, str] | Sequence[str]
) -> None:
    if not chosen or any(choice not in known for choice in chosen):
        faults.add(path, "unknown", _("Choose at least one of these."))
