"""What a mistyped word may have been: one wrong, missing, doubled or swapped letter, or one wrong Chinese character.

A word with figures is never mistyped: 500ml is another size than 550ml.
"""

import re
from dataclasses import dataclass

from dinghuo.catalogue.rules.search_text import grams_within, spelled

#: Letters of a word that may hold a mistake, and characters of a Chinese one; of longer ones nobody types the end.
LEAST_LETTERS, LEAST_CHARACTERS, MOST = 5, 4, 24
#: Chinese words of at least this many characters are found by how they sound: 可勒 is 可乐.
LEAST_SOUNDING = 2

_HAN = re.compile(r"[\u3400-\u9fff]+")


@dataclass(frozen=True)
class Guess:
    """What texts near a word have: all grams of one of these sets, and a match of the pattern."""

    grams: tuple[tuple[str, ...], ...]
    pattern: str


def guess(word: str) -> Guess | None:
    """What is one mistake away from a word; None for one that is too short to be told from others."""
    is_latin, is_han = word.isascii() and word.isalpha(), bool(_HAN.fullmatch(word))
    least = LEAST_LETTERS if is_latin else LEAST_CHARACTERS
    if not (is_latin or is_han) or not least <= len(word) <= MOST:
        return None
    grams: dict[tuple[str, ...], None] = {}
    patterns: dict[str, None] = {}
    for place in range(len(word)):
        before, after = word[:place], word[place + 1 :]
        _add(grams, patterns, before, after, f"{before}.?{after}")
        if place:
            _add(grams, patterns, before, word[place:], f"{before}.{word[place:]}")
        if after:
            _add(grams, patterns, before, after[1:], f"{before}{after[0]}{word[place]}{after[1:]}")
    # Whoever has more of them has fewer of them too.
    sets = [set(each) for each in grams]
    fewest = [each for each in grams if not any(other < set(each) for other in sets)]
    return Guess(tuple(fewest), "|".join(patterns))


def sounding(word: str) -> str:
    """The letters of a Chinese word; empty for others, and for one character."""
    if not _HAN.fullmatch(word) or len(word) < LEAST_SOUNDING:
        return ""
    return "".join(spelled(word))


def _add(
    grams: dict[tuple[str, ...], None], patterns: dict[str, None], before: str, after: str, pattern: str
) -> None:
    """Keep a way of being wrong: the parts that are right are what the index is asked for."""
    held = grams_within(before) + grams_within(after)
    if not held and before.isascii() and len(before) >= 2:
        # Too short for a triple: then it starts a word.
        held, pattern = (f"^{before[:2]}",), f" {pattern}"
    if held:
        grams[tuple(dict.fromkeys(held))] = None
        patterns[pattern] = None
