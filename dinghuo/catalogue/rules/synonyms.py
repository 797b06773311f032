"""Asks a question in the words of a market's synonyms: 啤酒 = beer = 麦酒."""

from collections.abc import Iterable, Sequence

#: Other ways of asking one question: more of them cost more than they find.
MOST_WAYS = 8


def other_ways(form: str, synonyms: Iterable[Sequence[str]]) -> list[str]:
    """The question with words put in each other's places, without the question itself.

    `form` and the synonyms are in the form in which questions are compared. What is written in letters is a synonym as
    a word of its own; Chinese, which has no spaces, anywhere: 青岛麦酒 asks for 青岛 and 啤酒.
    """
    ways = [form]
    for words in synonyms:
        for way in list(ways):
            for word in words:
                if not holds(way, word):
                    continue
                ways += [
                    _exchanged(way, word, other) for other in words if other != word and other not in word
                ]
        ways = list(dict.fromkeys(ways))[: MOST_WAYS + 1]
    return ways[1:]


def holds(form: str, word: str) -> bool:
    """True if the question says the word."""
    return f" {word} " in f" {form} " if word.isascii() else word in form


def _exchanged(form: str, word: str, other: str) -> str:
    if word.isascii():
        return " ".join(f" {form} ".replace(f" {word} ", f" {other} ").split())
    return " ".join(form.replace(word, f" {other} ").split())
