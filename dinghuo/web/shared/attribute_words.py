"""Attributes of goods in words: kinds, values, and what a product says of itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dinghuo.catalogue.queries.product import Particular
from dinghuo.catalogue.queries.templates import TemplateAttribute
from dinghuo.catalogue.states import AttributeKind
from dinghuo.foundation import formats
from dinghuo.foundation.fields import translated
from dinghuo.web.shared.pictures import address_of


@dataclass(frozen=True)
class Fact:
    """One line of a product's particulars; `href` where it is a file to open."""

    name: str
    words: str
    href: str = ""


def kind_words() -> dict[str, str]:
    """What an attribute's value may be."""
    return {
        AttributeKind.TEXT.value: _("Text"),
        AttributeKind.NUMBER.value: pgettext("kind of attribute", "Number"),
        AttributeKind.CHOICE.value: _("One choice"),
        AttributeKind.CHOICES.value: _("Several choices"),
        AttributeKind.DATE.value: pgettext("kind of attribute", "Day"),
        AttributeKind.YES_NO.value: _("Yes or no"),
        AttributeKind.FILE.value: pgettext("kind of attribute", "File"),
    }


def facts(particulars: Iterable[Particular]) -> list[Fact]:
    """The particulars as lines."""
    return [fact_of(each.key, each.attribute, each.value) for each in particulars]


def fact_of(key: str, attribute: TemplateAttribute | None, value: Any) -> Fact:
    """One particular as a line."""
    if attribute is None:
        return Fact(key, value_words(None, value))
    name = translated(attribute.name, attribute.names)
    if attribute.kind is AttributeKind.FILE:
        return Fact(name, _("Open the file"), address_of(str(value)))
    return Fact(name, value_words(attribute, value))


def value_words(attribute: TemplateAttribute | None, value: Any) -> str:
    """A value as people read it."""
    if isinstance(value, list):
        return _(", ").join(value_words(attribute, each) for each in value)
    if isinstance(value, bool) or (attribute and attribute.kind is AttributeKind.YES_NO):
        return _("Yes") if value in (True, "yes") else _("No")
    if attribute is None:
        return str(value)
    if choice := attribute.choice(str(value)):
        return translated(choice.name, choice.names)
    if attribute.kind is AttributeKind.DATE:
        return _day(str(value))
    unit = translated(attribute.unit, attribute.units)
    number = formats.number(value) if attribute.kind is AttributeKind.NUMBER else str(value)
    return f"{number} {unit}" if unit else number


def _day(text: str) -> str:
    try:
        return formats.day(date.fromisoformat(text), year=True)
    except ValueError:
        return text
