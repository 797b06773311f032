"""Checks the 统一社会信用代码, the 18 characters that identify a Chinese company (GB 32100-2015)."""

#: The characters in the order of their values; I, O, S, V and Z aren't used.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
#: 3 to the power of the position, modulo 31 (GB 32100-2015, table 2).
WEIGHTS = tuple(pow(3, position, 31) for position in range(17))


def normal_tax_number(text: str) -> str:
    """Without blanks and hyphens, in capitals."""
    return "".join(character for character in text.upper() if character.isalnum())


def check_character(first17: str) -> str:
    """The eighteenth character that belongs to the first seventeen."""
    total = sum(
        ALPHABET.index(character) * weight for character, weight in zip(first17, WEIGHTS, strict=True)
    )
    return ALPHABET[-total % 31]


def is_tax_number(text: str) -> bool:
    """True for eighteen known characters of which the last one checks the others."""
    if len(text) != 18 or any(character not in ALPHABET for character in text):
        return False
    return text[2:8].isdigit() and check_character(text[:17]) == text[17]
