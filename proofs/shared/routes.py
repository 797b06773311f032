"""Every page there is, from the URL route table, with what its screen declares."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from dinghuo.web.shared.screen import Declared, declared

#: An id of the right shape that nothing has.
MISSING_ID = "01900000-0000-7000-8000-000000000000"


@dataclass(frozen=True)
class Parameter:
    """A part of the address that names something: `of` is the word before it, such as "orders"."""

    name: str
    of: str
    converter: str = "str"

    @property
    def any_word(self) -> str:
        """A word that fits, whatever it may mean."""
        return {"uuid": MISSING_ID, "int": "1"}.get(self.converter, "x")


@dataclass(frozen=True)
class Route:
    """A page: its address with {parameters}, its name, and what its screen declares (None: it is no screen)."""

    path: str
    name: str
    parameters: Sequence[Parameter]
    declared: Declared | None

    def filled(self, words: dict[str, str]) -> str:
        """The address about these."""
        path = self.path
        for name, word in words.items():
            path = path.replace(f"{{{name}}}", word)
        return path


def routes() -> list[Route]:
    """All of them, in the table's order."""
    return list(_below(get_resolver().url_patterns, "/", ""))


def _below(patterns: Sequence[URLPattern | URLResolver], before: str, space: str) -> Iterator[Route]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            name = f"{pattern.namespace}:" if pattern.namespace else space
            yield from _below(pattern.url_patterns, before + _path(pattern), name)
        else:
            path = before + _path(pattern)
            yield Route(
                path,
                space + (pattern.name or ""),
                [
                    Parameter(name, _word_before(path, name), _converter(type(converter)))
                    for name, converter in pattern.pattern.converters.items()
                ],
                declared.get(pattern.callback),
            )


def _path(pattern: URLPattern | URLResolver) -> str:
    """The address as it is written, with {name} for what is filled in."""
    path = str(pattern.pattern)
    for name in pattern.pattern.converters:
        start = path.index(f":{name}>")
        path = f"{path[: path.rindex('<', 0, start)]}{{{name}}}{path[start + len(name) + 2 :]}"
    return path


def _word_before(path: str, name: str) -> str:
    words = path[: path.index(f"{{{name}}}")].strip("/.").split("/")
    return words[-1]


def _converter(kind: type) -> str:
    return kind.__name__.removesuffix("Converter").replace("String", "str").lower()
