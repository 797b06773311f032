"""GTINs with the right check digit (GS1 General Specifications 7.9.1)."""

#: Numbers that begin with 29 are for use inside a company only, so that no real article carries one of these.
PREFIX = "29"


def check_digit(digits: str) -> int:
    """The digit that belongs behind these: weights 3, 1, 3 ... from the right."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return -total % 10


def gtin13(number: int) -> str:
    """The GTIN-13 of an article, from its number (ten digits at most)."""
    digits = f"{PREFIX}{number:010d}"
    return f"{digits}{check_digit(digits)}"


def case_gtin(gtin: str) -> str:
    """The GTIN-14 of a case of an article: packaging indicator 1, then the article's own digits."""
    digits = f"1{gtin[:-1]}"
    return f"{digits}{check_digit(digits)}"
