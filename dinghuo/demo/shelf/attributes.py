"""Says what the goods of the demo's categories say of themselves."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dinghuo.catalogue.actions.attributes.add_ready_set import add_ready_set
from dinghuo.catalogue.actions.attributes.save_attribute import save_attribute
from dinghuo.catalogue.rules.attributes import TAGS, AttributeRow, Choice, key_of
from dinghuo.catalogue.rules.ready_sets import ready_sets
from dinghuo.catalogue.states import AttributeKind
from dinghuo.demo.goods.food import HOUSEHOLD
from dinghuo.demo.goods.shelves import read
from dinghuo.demo.words import Words
from dinghuo.foundation.actor import Actor


def write_attributes(actor: Actor) -> None:
    """Give all goods their tags, food and apparel their templates: the ready sets, with the assortment's own words."""
    food, apparel = read("food"), read("apparel")
    add_ready_set(actor, "", TAGS)
    for group in food["groups"]:
        if group == HOUSEHOLD:
            for key in ("net-content", "shelf-life", "origin"):
                save_attribute(actor, group, replace(_ready("food", key), required=False))
        else:
            add_ready_set(actor, group, "food")
    for shelf in food["shelf"]:
        if "flavours" in shelf:
            save_attribute(actor, shelf["key"], _flavours(shelf["flavours"]))
    for group in apparel["groups"]:
        for attribute in _of_apparel(apparel):
            save_attribute(actor, group, attribute)
        add_ready_set(actor, group, "apparel")


#: Every so many products carry a tag: enough to filter by, few enough to mean something.
TAGGED = {"new": 11, "bestseller": 7, "seasonal": 13, "clearance": 37}


def tags_of(place: int) -> dict[str, list[str]]:
    """The tags of the product at this place of the assortment, as particulars."""
    found = [tag for tag, every in TAGGED.items() if place % every == every - 1]
    return {TAGS: found} if found else {}


def _ready(ready_set: str, key: str) -> AttributeRow:
    return next(each for each in ready_sets()[ready_set][1] if each.key == key)


def _flavours(flavours: list[list[str]]) -> AttributeRow:
    words = Words("口味", "Flavour")
    return AttributeRow(
        "flavour",
        words.chinese,
        AttributeKind.CHOICE,
        words.translations,
        choices=[_choice(key_of(each[1]), Words(*each)) for each in flavours],
        filterable=True,
        axis=True,
    )


def _of_apparel(data: Mapping[str, Any]) -> list[AttributeRow]:
    colours = [_choice(key, Words(*told[:2]), told[2]) for key, told in data["colours"].items()]
    fabrics = [_choice(key, Words(told[0], told[1].capitalize())) for key, told in data["fabrics"].items()]
    sizes = dict.fromkeys(size for shelf in data["shelf"] for size in shelf["sizes"])
    words = [
        _choice(
            "one" if size == "均码" else key_of(size), Words(size, "One size" if size == "均码" else size)
        )
        for size in sizes
    ]
    return [
        replace(_ready("apparel", "colour"), choices=colours),
        replace(_ready("apparel", "size"), choices=words),
        replace(_ready("apparel", "fabric"), kind=AttributeKind.CHOICE, choices=fabrics),
    ]


def _choice(key: str, words: Words, swatch: str = "") -> Choice:
    return Choice(key, words.chinese, words.translations, swatch)
