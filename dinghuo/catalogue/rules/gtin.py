"""GTINs: the numbers under barcodes (GS1 General Specifications, section 7.9)."""

LENGTHS = (8, 12, 13, 14)


def is_gtin(code: str) -> bool:
    """True for 8, 12, 13 or 14 digits of which the last is the check digit."""
    if len(code) not in LENGTHS or not (code.isascii() and code.isdigit()):
        return False
    return int(code[-1]) == check_digit(code[:-1])


def spellings(code: str) -> list[str]:
    """The code, and if it is a GTIN the same number with the zeros in front that other lengths have: a scanner that
    reads all as 14 digits means the 13 on the packet."""
    if not is_gtin(code):
        return [code]
    number = code.lstrip("0")
    return [code, *(number.zfill(n) for n in LENGTHS if len(number) <= n != len(code))]


def check_digit(digits: str) -> int:
    """The digit that makes the weighted sum a multiple of ten; weights 3, 1, 3 ... from the right."""
    weighted = sum(int(digit) * (3 if i % 2 == 0 else 1) for i, digit in enumerate(reversed(digits)))
    return -weighted % 10
