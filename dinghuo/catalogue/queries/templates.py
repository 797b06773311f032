"""Attribute templates: what a category asks of its goods, with all that it inherits from above."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from dinghuo.catalogue.models import Attribute, Category
from dinghuo.catalogue.rules.attributes import AttributeRow, Choice
from dinghuo.catalogue.states import AttributeKind
from dinghuo.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class TemplateAttribute(AttributeRow):
    """An attribute of a template; `from_category` is the key of the category that it is kept with, empty for all."""

    from_category: str = ""


@dataclass(frozen=True)
class Template:
    """The attributes of a category: those of everything first, then from the root down."""

    attributes: Sequence[TemplateAttribute] = ()

    @cached_property
    def by_key(self) -> Mapping[str, TemplateAttribute]:
        """The attributes by key."""
        return {each.key: each for each in self.attributes}

    @property
    def axes(self) -> list[TemplateAttribute]:
        """What may tell variants apart."""
        return [each for each in self.attributes if each.axis]


def templates_of(actor: Actor, keys: Collection[str]) -> dict[str, Template]:
    """The templates of the categories with these keys; unknown ones are missing. Two statements."""
    clean = [key for key in keys if "\0" not in key]
    paths = dict(Category.objects.filter(market_id=actor.market_id, key__in=clean).values_list("key", "path"))
    found = _by_path(actor, paths.values())
    return {key: template_at(path, found) for key, path in paths.items()}


def template_of_path(actor: Actor, path: str) -> Template:
    """The template of the category with this path; of an empty one what all goods have. One statement."""
    return template_at(path, _by_path(actor, [path]))


def template_at(path: str, found: Mapping[str, Sequence[TemplateAttribute]]) -> Template:
    """Put together what the path's categories have."""
    return Template([each for step in ("", *steps_to(path)) for each in found.get(step, ())])


def steps_to(path: str) -> list[str]:
    """The paths from the root down to this one: "a/", "a/b/" for "a/b/"."""
    keys = path.rstrip("/").split("/") if path else []
    return ["/".join(keys[: depth + 1]) + "/" for depth in range(len(keys))]


def row_of(attribute: Attribute, from_category: str = "") -> TemplateAttribute:
    """The attribute as a value."""
    return TemplateAttribute(
        key=attribute.key,
        name=attribute.name,
        kind=AttributeKind(attribute.kind),
        names=attribute.names,
        unit=attribute.unit,
        units=attribute.units,
        choices=choices_of(attribute.choices),
        required=attribute.required,
        filterable=attribute.filterable,
        axis=attribute.axis,
        position=attribute.position,
        from_category=from_category,
    )


def choices_of(stored: Iterable[Mapping[str, Any]]) -> list[Choice]:
    """The choices as values."""
    return [
        Choice(each["key"], each["name"], each.get("names") or {}, each.get("swatch", "")) for each in stored
    ]


def _by_path(actor: Actor, paths: Iterable[str]) -> dict[str, list[TemplateAttribute]]:
    above = {step for path in paths for step in steps_to(path)}
    rows = Attribute.objects.filter(Q(category=None) | Q(category__path__in=above), market_id=actor.market_id)
    found: dict[str, list[TemplateAttribute]] = {}
    for row in rows.select_related("category").order_by("position", "name", "id"):
        path, key = (row.category.path, row.category.key) if row.category else ("", "")
        found.setdefault(path, []).append(row_of(row, key))
    return found
