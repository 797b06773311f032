"""Reads amounts and currencies that somebody typed, and says in words what is wrong with them."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.finance.rules.amount_faults import amount_fault
from dinghuo.foundation.currencies import check_currency
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.money import minor_unit


def check_amount(
    faults: Faults, path: str, amount: Decimal, currency: str, zero_allowed: bool = False
) -> None:
    """Add what is wrong with the amount, if anything: not a number, below zero, too many decimals."""
    if not check_currency(faults, "currency", currency):
        return
    code = amount_fault(amount, currency, zero_allowed)
    sentences = {
        "finite": _("This is not a number."),
        "negative": _("The amount can't be below zero."),
        "positive": _("The amount has to be more than zero."),
        "too-large": _("The amount is too large."),
        "decimals": _("%(currency)s has no amounts smaller than %(unit)s.")
        % {"currency": currency, "unit": minor_unit(currency)},
    }
    if code:
        faults.add(path, code, sentences[code])
