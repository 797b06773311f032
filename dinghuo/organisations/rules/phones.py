"""Brings phone numbers into one form (E.164), whatever way they are typed."""

import phonenumbers

HOME = "CN"


def normal_phone(text: str, country: str = HOME) -> str | None:
    """The number as +8613800138000, or None if it can't be one. A number without + belongs to `country`."""
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown_phone(phone: str, country: str = HOME) -> str:
    """The number as people of `country` read it: 138 0013 8000; abroad with its country's +."""
    try:
        number = phonenumbers.parse(phone, country)
    except phonenumbers.NumberParseException:
        return phone
    home = number.country_code == phonenumbers.country_code_for_region(country)
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def hidden_phone(phone: str) -> str:
    """The number with its middle left out, to be told to whoever may not know it: +86138****8000."""
    return phone if len(phone) < 9 else f"{phone[:-8]}****{phone[-4:]}"
