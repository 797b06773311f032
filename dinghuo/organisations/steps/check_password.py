"""Checks a new password against the rules for passwords."""

from collections.abc import Sequence
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Faults

SHORTEST, LONGEST = 8, 128


def check_new_password(faults: Faults, password: str, known: Sequence[str], path: str = "password") -> None:
    """Note what is wrong with a new password. `known` are words a guesser would try: name, phone, company."""
    if len(password) < SHORTEST:
        faults.add(path, "too-short", _("Use at least %(count)d characters.") % {"count": SHORTEST})
    elif len(password) > LONGEST:
        faults.add(path, "too-long", _("Use at most %(count)d characters.") % {"count": LONGEST})
    elif password.isdigit():
        faults.add(path, "only-digits", _("Use letters as well as digits."))
    elif any(password.casefold() == word.casefold() for word in known if word):
        faults.add(path, "known", _("Don't use your name, number or company as the password."))
    elif _is_common(password):
        faults.add(path, "common", _("Many people use this password. Choose another."))


def _is_common(password: str) -> bool:
    try:
        _common().validate(password)
    except ValidationError:
        return True
    return False


@cache
def _common() -> CommonPasswordValidator:
    return CommonPasswordValidator()
