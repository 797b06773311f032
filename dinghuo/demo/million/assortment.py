"""Reads data/million.toml: what is combined into a million variants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from dinghuo.catalogue.rules.attributes import key_of
from dinghuo.demo.goods.shelves import read
from dinghuo.demo.words import Words

#: Brands that a group's products carry.
BRANDS_OF_A_GROUP = 38


@dataclass(frozen=True)
class Choice:
    """One value of an axis, or of where things come from."""

    key: str
    words: Words


@dataclass(frozen=True)
class Axis:
    """What variants differ in."""

    key: str
    words: Words
    choices: Sequence[Choice]


@dataclass(frozen=True)
class Brand:
    """A made-up name."""

    key: str
    words: Words


@dataclass(frozen=True)
class Leaf:
    """A category that holds goods. `place` counts all of them."""

    place: int
    key: str
    words: Words


@dataclass(frozen=True)
class Group:
    """A category at the top, what is below it, and what its goods are combined of. Prices in yuan for one unit."""

    place: int
    key: str
    words: Words
    unit: str
    case: int
    tax_per_cent: int
    price_from: float
    price_to: float
    shape: str
    leaves: Sequence[Leaf]
    kinds: Sequence[Words]
    axes: Sequence[Axis]
    brands: Sequence[Brand]


@cache
def groups(number: int) -> Sequence[Group]:
    """The first groups."""
    return [_group(place, told) for place, told in enumerate(read("million")["group"][:number])]


@cache
def series() -> Sequence[Words]:
    """The series in which a brand sells each kind of thing."""
    return [_words(told) for told in read("million")["series"]]


@cache
def origins() -> Sequence[Choice]:
    """Where things come from."""
    return [_choice(told) for told in read("million")["origins"]]


@cache
def brands() -> Sequence[Brand]:
    """All brands; a group's are the ones behind its predecessor's."""
    found: list[Brand] = []
    for first, second in product(*read("million")["syllables"]):
        key = key_of(first + second).replace("-", "")
        found.append(Brand(f"{key}-{len(found)}", Words(first + second, key.capitalize())))
    return found


def _group(place: int, told: Mapping) -> Group:
    words = _words(told["name"])
    return Group(
        place=place,
        key=key_of(words.english),
        words=words,
        unit=told["unit"],
        case=told["case"],
        tax_per_cent=told["tax"],
        price_from=told["price"][0],
        price_to=told["price"][1],
        shape=told["shape"],
        leaves=[_leaf(place * 14 + below, each) for below, each in enumerate(told["goods"])],
        kinds=[_words(each) for each in told["kinds"]],
        axes=[_axis(told["first"]), _axis(told["second"])],
        brands=brands()[place * BRANDS_OF_A_GROUP : (place + 1) * BRANDS_OF_A_GROUP],
    )


def _leaf(place: int, told: str) -> Leaf:
    words = _words(told)
    return Leaf(place, f"{key_of(words.english)}-{place}", words)


def _axis(told: Sequence[str]) -> Axis:
    key, *name = told[0].split("|")
    return Axis(key, Words(*name), [_choice(each) for each in told[1:]])


def _choice(told: str) -> Choice:
    key, *words = told.split("|")
    return Choice(key, Words(*words))


def _words(told: str) -> Words:
    return Words(*told.split("|"))
