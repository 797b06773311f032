"""A product's row as JSON, for versions; back again; and how two of them differ."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.catalogue.rules.rows import (
    DocumentRow,
    KitPartRow,
    KitRow,
    OfferRow,
    PackRow,
    ProductRow,
    VariantRow,
)
from dinghuo.catalogue.states import ProductKind

Content = Mapping[str, Any]


def content_of(row: ProductRow) -> dict[str, Any]:
    """The row as JSON values; what is in no one's hands but the operator's (its state) isn't part of it."""
    looks: dict[str, Any] = {}
    if row.texts:
        looks["texts"] = {file: dict(told) for file, told in sorted(row.texts.items()) if told}
    if row.documents is not None:
        looks["documents"] = [
            {"file": each.file, "kind": each.kind, "name": each.name, "names": dict(each.names)}
            for each in row.documents
        ]
    return looks | {
        "code": row.code,
        "name": row.name,
        "names": dict(row.names),
        "category": row.category,
        "brand": row.brand,
        "description": row.description,
        "descriptions": dict(row.descriptions),
        "attributes": dict(row.attributes),
        "kind": row.kind.value,
        "tax_rate": str(row.tax_rate),
        "base_unit": row.base_unit,
        "images": list(row.images),
        "aliases": list(row.aliases),
        "variants": [_variant(each) for each in row.variants],
    }


def _variant(row: VariantRow) -> dict[str, Any]:
    made_of = {} if row.kit is None else {"kit": _kit(row.kit)}
    return made_of | {
        "sku": row.sku,
        "name": row.name,
        "names": dict(row.names),
        "options": dict(row.options),
        "gtin": row.gtin,
        "image": row.image,
        "packs": [
            {
                "unit": one.unit,
                "factor": str(one.factor),
                "gtin": one.gtin,
                "is_default": one.is_default,
                "decimals": one.decimals,
                "weight_grams": _text(one.weight_grams),
                "volume_cubic_cm": _text(one.volume_cubic_cm),
            }
            for one in row.packs
        ],
        "offers": [
            {
                "seller": str(one.seller_id),
                "minimum": str(one.minimum),
                "multiple": str(one.multiple),
                "lead_time_days": one.lead_time_days,
                "backorder_allowed": one.backorder_allowed,
                "position": one.position,
            }
            for one in row.offers
        ],
    }


def _kit(row: KitRow) -> dict[str, Any]:
    return {
        "by_parts": row.by_parts,
        "parts": [
            {"sku": part.sku, "quantity": plain(str(part.quantity)), "optional": part.optional}
            for part in row.parts
        ],
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else plain(str(number))


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def row_of_content(content: Content) -> ProductRow:
    """The row again."""
    told = dict(content)
    return ProductRow(
        **{
            **told,
            "kind": ProductKind(told["kind"]),
            "tax_rate": Decimal(told["tax_rate"]),
            "aliases": tuple(told.get("aliases", ())),
            "variants": [_row_of_variant(each) for each in told["variants"]],
            "adds_pictures": False,
            "documents": _documents(told.get("documents")),
        }
    )


def _documents(told: Iterable[Content] | None) -> tuple[DocumentRow, ...] | None:
    return None if told is None else tuple(DocumentRow(**each) for each in told)


def _row_of_variant(told: Content) -> VariantRow:
    # Versions written before units had decimals, weight and volume don't tell them.
    packs = [
        PackRow(
            one["unit"],
            Decimal(one["factor"]),
            one["gtin"],
            one["is_default"],
            one.get("decimals", 0),
            _number(one.get("weight_grams")),
            _number(one.get("volume_cubic_cm")),
        )
        for one in told["packs"]
    ]
    offers = [
        OfferRow(
            UUID(one["seller"]),
            Decimal(one["minimum"]),
            Decimal(one["multiple"]),
            one["lead_time_days"],
            one["backorder_allowed"],
            one["position"],
        )
        for one in told["offers"]
    ]
    return VariantRow(**{**told, "packs": packs, "offers": offers, "kit": _row_of_kit(told.get("kit"))})


def _row_of_kit(told: Content | None) -> KitRow | None:
    if told is None:
        return None
    parts = [KitPartRow(one["sku"], Decimal(one["quantity"]), one["optional"]) for one in told["parts"]]
    return KitRow(told["by_parts"], parts)


def with_what_came_in(row: ProductRow, live: ProductRow | None, before: Content | None) -> ProductRow:
    """The row of a version with the pictures and documents that buyers have got to see since it was submitted: its
    writer didn't know of them, and didn't take them away."""
    if live is None or before is None:
        return row
    images = [file for file in live.images if file not in [*before["images"], *row.images]]
    texts = {file: live.texts[file] for file in images if file in live.texts}
    known = {each["file"] for each in before.get("documents") or ()} | {
        each.file for each in row.documents or ()
    }
    others = [each for each in live.documents or () if each.file not in known]
    documents = None if row.documents is None else [*row.documents, *others]
    return replace(row, images=[*row.images, *images], texts={**row.texts, **texts}, documents=documents)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changes: of the product, or of the variant with this SKU. `field` is "name", "attributes.season",
    "packs.箱" ...; a value is None where there was, or will be, none. Of a "variant" it is what sets it apart by
    attribute, or its SKU."""

    sku: str
    field: str
    before: Any
    after: Any


def differences(before: Content | None, after: Content) -> list[Difference]:
    """What changes, the product's own things first, then variant by variant; nothing for the same."""
    # A version that doesn't tell what a variant is made of leaves that as it is.
    silent = {each["sku"] for each in after["variants"] if "kit" not in each}
    old, new = _told(before or {"variants": []}, silent), _told(after)
    keys = [*new, *(key for key in old if key not in new)]
    found = [Difference(*key, old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)]
    # Of a variant that comes or goes the whole is told, not each of its things.
    whole = {each.sku for each in found if each.field == "variant"}
    return [each for each in found if not each.sku or each.sku not in whole or each.field == "variant"]


def _told(content: Content, silent: Collection[str] = ()) -> dict[tuple[str, str], Any]:
    """Every value of a product by where it stands; what is empty isn't told, nor what the `silent` are made of."""
    told = {("", name): value for name, value in _flat(content, skip=("variants", "code", "documents"))}
    for each in content.get("documents") or ():
        told[("", f"documents.{each['file']}")] = {key: each[key] for key in ("kind", "name", "names")}
    for variant in content["variants"]:
        told[(variant["sku"], "variant")] = dict(variant["options"]) or variant["sku"]
        for name, value in _flat(variant, skip=("sku", "packs", "offers", "names", "kit")):
            told[(variant["sku"], name)] = value
        if variant["sku"] not in silent:
            told |= {(variant["sku"], name): value for name, value in _told_kit(variant.get("kit"))}
        for pack in variant["packs"]:
            unit = pack["unit"]
            if unit != content.get("base_unit"):
                told[(variant["sku"], f"packs.{unit}")] = " ".join(
                    part for part in (plain(pack["factor"]), pack["gtin"]) if part
                )
            for name in ("decimals", "weight_grams", "volume_cubic_cm"):
                if pack.get(name):
                    told[(variant["sku"], f"{name}.{unit}")] = pack[name]
    return told


def _told_kit(kit: Content | None) -> Iterator[tuple[str, Any]]:
    """What a variant is made of: how it is priced, and each part by its code."""
    if not kit or not kit["parts"]:
        return
    yield "kit_pricing", "parts" if kit["by_parts"] else "whole"
    for part in kit["parts"]:
        yield f"{'option' if part['optional'] else 'part'}.{part['sku']}", part["quantity"]


def _flat(content: Content, skip: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for name, value in content.items():
        if name in skip or value in ("", [], {}, None):
            continue
        if isinstance(value, Mapping):
            yield from ((f"{name}.{key}", one) for key, one in value.items())
        else:
            yield name, plain(value) if name == "tax_rate" else value


def plain(number: str) -> str:
    """A decimal's text without needless zeros."""
    return f"{Decimal(number).normalize():f}"
