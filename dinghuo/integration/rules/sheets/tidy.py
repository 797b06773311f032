"""Cleans what stands in cells: spaces of every kind, full-width digits, signs that can't be seen."""

import re
import unicodedata

#: Zero-width signs and the mark at a text's beginning; they come from web pages and are never meant.
UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
SPACES = re.compile(r"\s+")


def tidy_text(text: str) -> str:
    """A text as it was meant: no spaces around it, one between its words. Full-width signs of a Chinese text stay."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return SPACES.sub(" ", UNSEEN.sub("", text)).strip()


def tidy_long(text: str) -> str:
    """A longer text, whose lines stay lines."""
    return "\n".join(tidy_text(line) for line in text.splitlines()).strip()


def tidy_code(text: str) -> str:
    """A code: half width, without a spreadsheet's apostrophe in front. Zeros in front stay."""
    if text.isascii() and text.isalnum():
        return text
    return tidy_text(unicodedata.normalize("NFKC", text)).removeprefix("'").strip()
