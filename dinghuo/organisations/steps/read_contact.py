"""Reads names, phone numbers and e-mail addresses as people type them, noting what is wrong."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Faults
from dinghuo.organisations.rules.phones import normal_phone


def read_text(
    faults: Faults, path: str, text: str, longest: int, required: bool = True, missing: str = ""
) -> str:
    """Text without blanks around it and without control characters; notes a fault if missing or too long.

    `missing` says what is needed, where a list of faults stands apart from the fields.
    """
    text = "".join(character for character in text.strip() if character.isprintable() or character == "\n")
    if required and not text:
        faults.add(path, "required", missing or _("This is needed."))
    elif len(text) > longest:
        faults.add(path, "too-long", _("Use at most %(count)d characters.") % {"count": longest})
    return text


def read_phone(
    faults: Faults,
    text: str,
    country: str = "CN",
    path: str = "phone",
    required: bool = True,
    missing: str = "",
) -> str:
    """An E.164 number; notes a fault if it can't be one."""
    if not text.strip():
        if required:
            faults.add(path, "required", missing or _("This is needed."))
        return ""
    phone = normal_phone(text, country)
    if phone is None:
        faults.add(
            path, "phone", _("This isn't a phone number. Write it like 138 0013 8000 or +44 20 7946 0958.")
        )
    return phone or ""


def read_email(faults: Faults, text: str, path: str = "email", required: bool = False) -> str:
    """An e-mail address in small letters; notes a fault if it can't be one."""
    text = text.strip().lower()
    if not text:
        if required:
            faults.add(path, "required", _("This is needed."))
        return ""
    try:
        validate_email(text)
    except ValidationError:
        faults.add(path, "email", _("This isn't an e-mail address."))
    return text


def read_login(faults: Faults, text: str, country: str = "CN", path: str = "login") -> str:
    """An E.164 number or e-mail address, whichever was meant; notes a fault if it is neither."""
    if "@" in text:
        return read_email(faults, text, path, required=True)
    return read_phone(faults, text, country, path)
