"""Checks what products say of themselves against their categories' templates, and brings it into one form."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.templates import Template, templates_of
from dinghuo.catalogue.rules.attributes import MOST_AXES, TAGS, AttributeRow, Wrong, read_value
from dinghuo.catalogue.rules.rows import ProductRow, VariantRow
from dinghuo.catalogue.rules.told import variant_name, variant_names
from dinghuo.catalogue.states import AttributeKind
from dinghuo.catalogue.steps.hold_templates import hold_templates
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import translated


def fill_attributes(
    actor: Actor, rows: Sequence[ProductRow], faults: Faults, path: str = "products"
) -> list[ProductRow]:
    """The rows with their values as they are kept and their variants named by them; faults are collected.

    A category without a template takes any particulars as they come. Three statements, however many rows.
    """
    hold_templates(actor)
    templates = templates_of(actor, {row.category for row in rows})
    return [
        _filled(actor, row, templates.get(row.category, Template()), faults, f"{path}.{i}")
        for i, row in enumerate(rows)
    ]


def _filled(actor: Actor, row: ProductRow, template: Template, faults: Faults, at: str) -> ProductRow:
    if template.by_key.keys() <= {TAGS}:
        return _free(actor, row, template, faults, at)
    attributes = _values(actor, template.by_key, row.attributes, faults, f"{at}.attributes")
    axes = {each.key: each for each in template.axes}
    variants = [
        _variant(actor, axes, row, variant, faults, f"{at}.variants.{j}")
        for j, variant in enumerate(row.variants)
    ]
    _check_axes(variants, faults, at)
    _check_required(template, attributes, variants, faults, at)
    return replace(row, attributes=attributes, variants=variants)


def _free(actor: Actor, row: ProductRow, template: Template, faults: Faults, at: str) -> ProductRow:
    """Particulars as they come; the market's tags, which all goods may have, are no template yet."""
    told = {key: value for key, value in row.attributes.items() if key == TAGS and template.attributes}
    tags = _values(actor, template.by_key, told, faults, f"{at}.attributes")
    others = {key: value for key, value in row.attributes.items() if key not in told}
    variants = [_named(row, each, {}) for each in row.variants]
    return replace(row, attributes={**others, **tags}, variants=variants)


def _variant(
    actor: Actor,
    axes: Mapping[str, AttributeRow],
    row: ProductRow,
    variant: VariantRow,
    faults: Faults,
    at: str,
) -> VariantRow:
    # Without an axis in the template variants are told apart as the seller likes.
    options = variant.options
    if axes:
        options = _values(actor, axes, options, faults, f"{at}.options")
    return _named(row, replace(variant, options=options), axes)


def _named(row: ProductRow, variant: VariantRow, axes: Mapping[str, AttributeRow]) -> VariantRow:
    if variant.name:
        return variant
    names = variant.names or variant_names(row.name, row.names, variant.options, axes)
    return replace(variant, name=variant_name(row.name, variant.options, axes), names=names)


def _values(
    actor: Actor, known: Mapping[str, AttributeRow], given: Mapping[str, Any], faults: Faults, at: str
) -> dict[str, Any]:
    values = {}
    for key, raw in given.items():
        attribute = known.get(key)
        if attribute is None:
            faults.add(f"{at}.{key[:60]}", "unknown", _("There is no attribute %s here.") % key[:60])
            continue
        value = read_value(attribute, raw)
        if isinstance(value, Wrong):
            faults.add(f"{at}.{key}", str(value), _told(attribute, value))
        elif attribute.kind is AttributeKind.FILE and value and not _is_own(actor, value):
            faults.add(f"{at}.{key}", "file", _("Send the file first."))
        elif value is not None:
            values[key] = value
    # In the template's order: the same values are the same row.
    return {key: values[key] for key in known if key in values}


def _is_own(actor: Actor, path: str) -> bool:
    return path.startswith(f"catalogue/{actor.market_id.hex}/")


def _check_axes(variants: Sequence[VariantRow], faults: Faults, at: str) -> None:
    used = {key for variant in variants for key in variant.options}
    if len(used) > MOST_AXES:
        faults.add(f"{at}.variants", "axes", _("Variants differ in at most %s attributes.") % MOST_AXES)
    if len(variants) < 2 or not used:
        return
    seen = Counter(tuple(sorted(variant.options.items())) for variant in variants)
    for j, variant in enumerate(variants):
        missing = used - variant.options.keys()
        for key in sorted(missing):
            faults.add(f"{at}.variants.{j}.options.{key}", "required", _("Every variant needs one."))
        if not missing and seen[tuple(sorted(variant.options.items()))] > 1:
            faults.add(f"{at}.variants.{j}.options", "twice", _("Another variant is the same."))


def _check_required(
    template: Template, attributes: Mapping[str, Any], variants: Sequence[VariantRow], faults: Faults, at: str
) -> None:
    for each in template.attributes:
        if not each.required or each.key in attributes:
            continue
        if each.axis and variants and all(each.key in variant.options for variant in variants):
            continue
        told = _("Fill in: %s.") % translated(each.name, each.names)
        faults.add(f"{at}.attributes.{each.key}", "required", told)


def _told(attribute: AttributeRow, wrong: Wrong) -> str:
    name = translated(attribute.name, attribute.names)
    return {
        "too-long": _("%(name)s: at most 500 characters."),
        "number": _("%(name)s is a number%(unit)s, with at most six decimals."),
        "choice": _("%(name)s is one of: %(choices)s."),
        "day": _("%(name)s is a day. Write it like 2026-11-30."),
        "yes-no": _("%(name)s is yes or no."),
        "file": _("%(name)s is a file. Send it first."),
    }[str(wrong)] % {
        "name": name,
        "unit": f" ({translated(attribute.unit, attribute.units)})" if attribute.unit else "",
        "choices": _(", ").join(translated(each.name, each.names) for each in attribute.choices[:12]),
    }
