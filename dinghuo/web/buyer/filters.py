"""Filters by attributes: read from an address (`?a=colour:red&a=season:summer`), and shown with their counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dinghuo.catalogue.queries.facets import Facets
from dinghuo.foundation.fields import translated
from dinghuo.web.shared.attribute_words import value_words

MOST_ASKED = 40
VALUES_SHOWN = 12


@dataclass(frozen=True)
class Value:
    """A value to filter by: what the address asks for once it is pressed; a second press takes it back."""

    words: str
    count: int
    on: bool
    asked: Sequence[str]
    swatch: str = ""


@dataclass(frozen=True)
class Filter:
    """An attribute with its values; `rest` stand behind "more"."""

    name: str
    values: Sequence[Value]
    rest: Sequence[Value]


def asked_traits(given: Sequence[str]) -> dict[str, list[str]]:
    """The values asked for of each attribute."""
    traits: dict[str, list[str]] = {}
    for one in given[:MOST_ASKED]:
        key, _colon, value = one[:120].partition(":")
        if key and value and value not in traits.get(key, []):
            traits.setdefault(key, []).append(value)
    return traits


def filters_of(traits: Mapping[str, Sequence[str]], counted: Facets) -> list[Filter]:
    """The filters of a list, those in use too."""
    filters = []
    for each in counted.attributes:
        attribute = each.attribute
        values = []
        chosen = set(traits.get(attribute.key, ()))
        for value, count in each.values:
            choice = attribute.choice(value)
            words = value_words(attribute, value)
            asked = _pressed(traits, attribute.key, value)
            values.append(Value(words, count, value in chosen, asked, choice.swatch if choice else ""))
        shown = [each for place, each in enumerate(values) if place < VALUES_SHOWN or each.on]
        rest = [each for each in values if each not in shown]
        filters.append(Filter(translated(attribute.name, attribute.names), shown, rest))
    return filters


def _pressed(traits: Mapping[str, Sequence[str]], key: str, value: str) -> list[str]:
    pairs = [(each, one) for each, values in traits.items() for one in values]
    pair = (key, value)
    pairs = [each for each in pairs if each != pair] if pair in pairs else [*pairs, pair]
    return [f"{each}:{one}" for each, one in pairs]
