"""Recovery codes: ten codes on paper, for the day the phone is gone."""

import secrets

#: Without letters and digits that look alike on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODES = 10
#: 31 letters ten times are 49 bits: with five tries in a quarter of an hour nobody guesses one.
LENGTH = 10


def new_recovery_codes() -> list[str]:
    """Ten random codes as they are printed: abcde-fghjk."""
    return [_code() for _ in range(CODES)]


def _code() -> str:
    text = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{text[:5]}-{text[5:]}"


def plain_code(typed: str) -> str:
    """A code as it is compared: small letters, without spaces and dashes."""
    return "".join(sign for sign in typed.lower() if sign.isalnum())
