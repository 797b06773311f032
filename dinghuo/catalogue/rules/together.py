"""How what is written together may have been meant: names say 红色 螺丝刀, people 红色螺丝刀."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, product

from dinghuo.catalogue.rules.search_text import MOST_WORDS, Word, apart, words_of

#: Chinese of so many characters may be two words; of three words each has two at least. Longer ones nobody types
#: together.
LEAST, MOST, MOST_OF_THREE = 3, 16, 10
#: Each way is a condition for the index.
MOST_WAYS = 40


@dataclass(frozen=True)
class Divided:
    """Words that a piece of text may be. `together`: the text as it stands where these must follow each other, because
    one is a single character; empty where they may be anywhere."""

    words: tuple[Word, ...]
    together: str = ""


def divided(text: str) -> list[Divided]:
    """The ways to divide a word of a question in which Chinese is written together."""
    pieces = apart(text).split()
    ways = product(*(list(_parts(piece)) for piece in pieces))
    return [
        Divided(tuple(words_of(" ".join(parts))), text if min(map(_length, parts)) < 2 else "")
        for parts in islice(map(tuple, map(chain.from_iterable, ways)), MOST_WAYS)
        if len(pieces) < len(parts) <= MOST_WORDS
    ]


def _parts(piece: str) -> Iterator[tuple[str, ...]]:
    yield (piece,)
    size = len(piece)
    if piece.isascii() or not LEAST <= size <= MOST:
        return
    # Where words are of two characters, as most are, before any other way.
    for end in sorted(range(1, size), key=lambda end: min(end, size - end) < 2):
        yield piece[:end], piece[end:]
    if size <= MOST_OF_THREE:
        for end in range(2, size - 3):
            for begin in range(end + 2, size - 1):
                yield piece[:end], piece[end:begin], piece[begin:]


def _length(part: str) -> int:
    """Of a figure one is enough: it stands where it stands."""
    return 2 if part.isascii() else len(part)
