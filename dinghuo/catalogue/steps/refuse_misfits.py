"""Refuses a change of an attribute that would make what products say of it wrong."""

import json

from django.utils.translation import gettext as _

from dinghuo.catalogue.errors import AttributeInUse
from dinghuo.catalogue.models import Category
from dinghuo.catalogue.queries.attribute_use import attribute_values
from dinghuo.catalogue.rules.attributes import CHOICE_KINDS, AttributeRow, Wrong, read_value
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import translated


def refuse_misfits(actor: Actor, place: Category | None, old: AttributeRow, new: AttributeRow) -> None:
    """Raise AttributeInUse with the values that wouldn't fit, and by how many products each is said."""
    said = attribute_values(actor, place.path if place else "", new.key)
    if not said:
        return
    products = sum(number for _value, number, _codes in said)
    name = translated(old.name, old.names)
    if (old.unit or new.unit) and old.unit != new.unit:
        told = _(
            "%(name)s is told in %(unit)s by %(number)s products: in another unit the same numbers would lie."
        )
        words = {"name": name, "unit": translated(old.unit, old.units) or "–", "number": products}
        raise AttributeInUse(told % words, instead={"products": products})
    if old.axis and not new.axis:
        told = _("%(name)s tells variants of %(number)s products apart: it stays what they differ in.")
        raise AttributeInUse(told % {"name": name, "number": products}, instead={"products": products})
    misfits = [row for row in said if not _fits(new, json.loads(row[0]))]
    if misfits:
        _refuse(name, old, misfits)


def _fits(new: AttributeRow, value: object) -> bool:
    # What is kept must stay as it is: a value that would have to be written anew doesn't fit.
    found = read_value(new, value)
    return not isinstance(found, Wrong) and found == value


def _refuse(name: str, old: AttributeRow, misfits: list[tuple[str, int, list[str]]]) -> None:
    shown = [
        _("%(value)s (%(number)s products: %(codes)s)")
        % {"value": _word(old, json.loads(value)), "number": number, "codes": _(", ").join(codes)}
        for value, number, codes in misfits[:5]
    ]
    told = _("Products have a %(name)s that wouldn’t fit any more: %(values)s. Change them first.")
    lines = [
        {"value": json.loads(value), "products": number, "examples": codes}
        for value, number, codes in misfits[:100]
    ]
    raise AttributeInUse(told % {"name": name, "values": "; ".join(shown)}, lines=lines)


def _word(old: AttributeRow, value: object) -> str:
    if old.kind in CHOICE_KINDS:
        keys = value if isinstance(value, list) else [value]
        found = [(old.choice(str(key)), key) for key in keys]
        return ", ".join(translated(one.name, one.names) if one else str(key) for one, key in found)
    return str(value)
