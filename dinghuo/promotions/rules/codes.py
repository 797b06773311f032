"""Codes that nobody guesses: of letters and digits that aren't mistaken for each other."""

from collections.abc import Callable, Sequence

#: No 0, O, 1, I, L: a code is read out on the phone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
#: 31 signs: 59 bits, so that of a million codes one guess in 10^11 hits any.
LENGTH = 12


def make_code(choice: Callable[[Sequence[str]], str]) -> str:
    """A code, grouped by four to be read; `choice` draws one sign, unpredictably."""
    signs = "".join(choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(signs[at : at + 4] for at in range(0, LENGTH, 4))


def plain_code(given: str) -> str:
    """A code as it is kept: capitals, no space around it."""
    return given.strip().upper()[:40]
