"""Puts the rows of a sheet over the products that are there: what the sheet doesn't say stays."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.catalogue.models import Brand, Category
from dinghuo.catalogue.queries.templates import Template, templates_of
from dinghuo.catalogue.rules.attributes import TAGS
from dinghuo.catalogue.rules.rows import KitPartRow, KitRow, OfferRow, PackRow, ProductRow, VariantRow
from dinghuo.foundation.actor import Actor
from dinghuo.integration.rules.sheets.rows import ReadRow

#: What a product says once; its rows may repeat it or leave it empty, but not contradict each other.
ONCE = ("name", "name_en", "category", "brand", "base_unit", "tax_rate", "description", "aliases", "tags")
#: Grams in a kilogram, cubic centimetres in a litre: what sheets say, and what is kept.
THOUSAND = Decimal(1000)
_APART = re.compile(r"[,，、;；|]+")


@dataclass(frozen=True)
class Known:
    """What names in a sheet stand for: keys of categories and brands by key and name, templates by category, ids of
    sellers by code."""

    categories: Mapping[str, str]
    brands: Mapping[str, str]
    templates: Mapping[str, Template]
    sellers: Mapping[str, UUID]


def known_names(actor: Actor, sellers: Mapping[str, UUID]) -> Known:
    """Read them. Four statements."""
    market = {"market_id": actor.market_id}
    categories = _by_name(Category.objects.filter(**market).values_list("key", "name", "names"))
    brands = _by_name(Brand.objects.filter(**market).values_list("key", "name", "names"))
    return Known(categories, brands, templates_of(actor, set(categories.values())), sellers)


def contradictions(family: Sequence[ReadRow]) -> list[tuple[int, str, int]]:
    """(place in the family, column, number of the row that says something else) for what is said twice differently."""
    found = []
    for column in ONCE:
        said = [(i, row) for i, row in enumerate(family) if column in row.values]
        found += [
            (i, column, said[0][1].position)
            for i, row in said[1:]
            if row.values[column] != said[0][1].values[column]
        ]
    return found


def merged(
    actor: Actor, code: str, family: Sequence[ReadRow], old: ProductRow | None, known: Known
) -> ProductRow:
    """The product as it would be. Names that stand for nothing stay as they are: checking finds them."""
    said: dict[str, Any] = {}
    for row in family:
        for column in ONCE:
            if column in row.values:
                said.setdefault(column, row.values[column])
    base = old or ProductRow(code, "", "", "", [])
    names = dict(base.names) | ({"en": said["name_en"]} if "name_en" in said else {})
    category = (
        known.categories.get(said["category"], said["category"]) if "category" in said else base.category
    )
    base = replace(
        base,
        name=said.get("name", base.name),
        names=names,
        category=category,
        brand=known.brands.get(said["brand"], said["brand"]) if said.get("brand") else base.brand,
        base_unit=said.get("base_unit", base.base_unit),
        tax_rate=said.get("tax_rate", base.tax_rate),
        description=said.get("description", base.description),
        aliases=_apart(said["aliases"]) if "aliases" in said else base.aliases,
    )
    template = known.templates.get(category, Template())
    options, attributes = _details(family, template)
    if "tags" in said:
        attributes[TAGS] = _apart(said["tags"])
    kits = {variant.sku: variant.kit for variant in base.variants}
    # What a variant is made of isn't written, or looked at, where no row tells of it.
    there = {variant.sku: replace(variant, kit=None) for variant in base.variants}
    for row, chosen in zip(family, options, strict=True):
        sku = row.values["sku"]
        variant = _variant(actor, row, there.get(sku) or VariantRow(sku), chosen, base.base_unit, known)
        there[sku] = replace(variant, kit=_kit(row.values, kits.get(sku)))
    return replace(base, attributes={**base.attributes, **attributes}, variants=list(there.values()))


def _details(family: Sequence[ReadRow], template: Template) -> tuple[list[dict[str, str]], dict[str, Any]]:
    """What tells each variant apart, and what all have in common. Where the category doesn't say which is which, what
    differs between the rows tells them apart."""
    keys = {
        word: each for each in template.attributes for word in (each.key, each.name, *each.names.values())
    }
    options: list[dict[str, str]] = [{} for _ in family]
    attributes: dict[str, Any] = {}
    headings = dict.fromkeys(heading for row in family for heading in row.extra.get("detail", {}))
    for heading in headings:
        values = [row.extra.get("detail", {}).get(heading, "") for row in family]
        attribute = keys.get(heading)
        is_axis = attribute.axis if attribute else len(set(values)) > 1
        key = attribute.key if attribute else heading
        if not is_axis:
            attributes[key] = next(value for value in values if value)
            continue
        for chosen, value in zip(options, values, strict=True):
            if value:
                chosen[key] = value
    return options, attributes


def _variant(
    actor: Actor, row: ReadRow, old: VariantRow, options: Mapping[str, str], base_unit: str, known: Known
) -> VariantRow:
    values = row.values
    base = _base(row, [pack for pack in old.packs if pack.unit == base_unit], base_unit)
    packs = [pack for pack in old.packs if pack.unit != base_unit]
    if unit := values.get("pack_unit", ""):
        before = next((pack for pack in packs if pack.unit == unit), PackRow(unit, Decimal(0)))
        pack = replace(
            before,
            factor=values.get("pack_factor", before.factor),
            gtin=values.get("pack_gtin", before.gtin),
            is_default=before.is_default or not any(each.is_default for each in packs),
            weight_grams=_thousand(values, "pack_weight", before.weight_grams),
            volume_cubic_cm=_thousand(values, "pack_volume", before.volume_cubic_cm),
        )
        packs = [pack if each.unit == unit else each for each in packs]
        packs += [] if pack in packs else [pack]
    seller_id = known.sellers.get(values.get("seller", ""), actor.organisation_id)
    offers = list(old.offers)
    if seller_id and (actor.scope != "market" or "seller" in values or not offers):
        mine = next((each for each in offers if each.seller_id == seller_id), OfferRow(seller_id))
        terms = {name: values[name] for name in ("minimum", "multiple", "lead_time_days") if name in values}
        offers = [each for each in offers if each.seller_id != seller_id] + [replace(mine, **terms)]
    return replace(
        old,
        options={**old.options, **options},
        gtin=values.get("gtin", old.gtin),
        packs=[*base, *packs],
        offers=offers,
    )


def _kit(values: Mapping[str, Any], old: KitRow | None) -> KitRow | None:
    """What the variant is made of where the row tells of it: the parts that always come, those that may, its price."""
    if not {"parts", "optional_parts", "kit_pricing"} & values.keys():
        return None
    before = old or KitRow()
    parts = [part for part in before.parts if not part.optional]
    options = [part for part in before.parts if part.optional]
    if "parts" in values:
        parts = [KitPartRow(sku, quantity) for sku, quantity in values["parts"]]
        # What is no kit any more has no options, either.
        options = options if parts else []
    if "optional_parts" in values:
        options = [KitPartRow(sku, quantity, optional=True) for sku, quantity in values["optional_parts"]]
    by_parts = values["kit_pricing"] == "parts" if "kit_pricing" in values else before.by_parts
    return KitRow(by_parts, [*parts, *options]) if parts or options or old else None


def _base(row: ReadRow, there: Sequence[PackRow], base_unit: str) -> list[PackRow]:
    """The base unit, which is told of only where it is more than a name."""
    values = row.values
    if not {"decimals", "weight", "volume"} & values.keys():
        return list(there)
    old = there[0] if there else PackRow(base_unit, Decimal(1))
    return [
        replace(
            old,
            decimals=values.get("decimals", old.decimals),
            weight_grams=_thousand(values, "weight", old.weight_grams),
            volume_cubic_cm=_thousand(values, "volume", old.volume_cubic_cm),
        )
    ]


def _thousand(values: Mapping[str, Any], column: str, old: Decimal | None) -> Decimal | None:
    return values[column] * THOUSAND if column in values else old


def _apart(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in _APART.split(text) if part.strip()))


def _by_name(rows: Any) -> dict[str, str]:
    """Keys by key and by every name; a name that two have stands for neither."""
    keys: dict[str, str] = {}
    doubtful: set[str] = set()
    found = list(rows)
    for key, name, names in found:
        for word in {name, *names.values()}:
            if keys.setdefault(word, key) != key:
                doubtful.add(word)
    for word in doubtful:
        del keys[word]
    return keys | {key: key for key, _name, _names in found}
