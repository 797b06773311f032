"""The form of a product, made from its category's template: what stands in it, and the row that is typed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product as combinations
from typing import Any
from uuid import UUID

from django.http import QueryDict

from dinghuo.catalogue.actions.versions.save_draft import OfferRow, PackRow, ProductRow, VariantRow
from dinghuo.catalogue.queries.templates import Template
from dinghuo.catalogue.states import AttributeKind
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.foundation.quantity import plain
from dinghuo.web.selling.looks_form import stored_looks, typed_looks
from dinghuo.web.selling.typed import read_decimal

LANGUAGES = (("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English"))
#: Packs that a form asks for: a box and a pallet.
PACKS = (0, 1)
#: Grams in a kilogram, cubic centimetres in a litre: what people type, and what is kept.
THOUSAND = Decimal(1000)
#: A matrix that makes more was a slip of the finger.
MOST_VARIANTS = 300
PREFIX = "products.0."
#: What people call a product besides its name; more would be an essay.
MOST_ALIASES = 10
_APART, _COMMA = re.compile(r"[,，、;；\n]+"), ", "
#: How far a form lets a unit be divided: not at all, or to tenths, hundredths, thousandths.
DECIMALS = ("1", "2", "3")
#: A pack's faults, by the names of the form's fields.
IN_PACK = {
    "unit": "unit",
    "factor": "factor",
    "weight_grams": "weight",
    "volume_cubic_cm": "volume",
}


def stored_product(row: ProductRow | None) -> dict[str, Any]:
    """What the form shows of a product."""
    if row is None:
        return {"tax_rate": "13", "variants": "1"}
    units = row.variants[0].packs if row.variants else []
    base = next((pack for pack in units if pack.unit == row.base_unit), None)
    packs = [pack for pack in units if pack is not base]
    stored: dict[str, Any] = {
        "code": row.code,
        "name": row.name,
        "aliases": _COMMA.join(row.aliases),
        "brand": row.brand,
        "description": row.description,
        "base_unit": row.base_unit,
        "tax_rate": plain(row.tax_rate * 100),
        "variants": str(len(row.variants)),
        "usual": next((str(k) for k, pack in enumerate(packs) if pack.is_default), ""),
        **{f"name_{code}": row.names.get(code, "") for code, _words in LANGUAGES},
        **{f"attributes.{key}": value for key, value in row.attributes.items()},
    }
    stored |= stored_looks(row)
    if base:
        stored |= {"base.decimals": str(base.decimals or ""), **_stored_size("base", base)}
    for k, pack in enumerate(packs[: len(PACKS)]):
        stored |= {f"pack.{k}.unit": pack.unit, f"pack.{k}.factor": plain(pack.factor)}
        stored |= _stored_size(f"pack.{k}", pack)
    for i, variant in enumerate(row.variants):
        stored |= _stored_variant(i, variant, row.base_unit)
    return stored


def _stored_size(at: str, pack: PackRow) -> dict[str, str]:
    return {
        f"{at}.weight": plain(pack.weight_grams / THOUSAND) if pack.weight_grams else "",
        f"{at}.volume": plain(pack.volume_cubic_cm / THOUSAND) if pack.volume_cubic_cm else "",
    }


def _stored_variant(i: int, variant: VariantRow, base_unit: str) -> dict[str, Any]:
    at = f"variants.{i}"
    packs = [pack for pack in variant.packs if pack.unit != base_unit]
    gtins = {f"{at}.packs.{k}.gtin": pack.gtin for k, pack in enumerate(packs)}
    options = {f"{at}.options.{key}": value for key, value in variant.options.items()}
    return {f"{at}.sku": variant.sku, f"{at}.gtin": variant.gtin, **gtins, **options}


def typed_values(typed: QueryDict) -> dict[str, Any]:
    """What was typed, as if it were stored: several values under one name as a list."""
    values = {name: given[0] if len(given) == 1 else given for name, given in typed.lists()}
    return values | {"image": typed.getlist("image"), "document": typed.getlist("document")}


def variants_of(values: Mapping[str, Any], axes: Iterable[str]) -> list[dict[str, str]]:
    """The options of each variant that the form holds, in its order."""
    number = str(values.get("variants", "1"))
    count = min(int(number), MOST_VARIANTS) if number.isascii() and number.isdecimal() else 1
    return [
        {key: str(value) for key in axes if (value := values.get(f"variants.{i}.options.{key}"))}
        for i in range(max(count, 1))
    ]


def with_matrix(values: dict[str, Any], typed: QueryDict, template: Template) -> dict[str, Any]:
    """The form with a variant for each combination of the values chosen of its axes; those that are there keep what
    stands in them. Raises Invalid where nothing is chosen, or too much."""
    chosen = {axis.key: _chosen(typed, axis.key, axis.kind) for axis in template.axes}
    used = {key: picked for key, picked in chosen.items() if picked}
    wanted = [dict(zip(used, picked, strict=True)) for picked in combinations(*used.values())]
    if not used or len(wanted) > MOST_VARIANTS:
        raise Invalid([Fault("axes", "number", str(MOST_VARIANTS))])
    there = {
        tuple(sorted(options.items())): i for i, options in enumerate(variants_of(values, chosen)) if options
    }
    made = {name: value for name, value in values.items() if not name.startswith("variants.")}
    made["variants"] = str(len(wanted))
    for i, options in enumerate(wanted):
        old = there.get(tuple(sorted(options.items())))
        start = f"variants.{old}."
        kept = {name.removeprefix(start): value for name, value in values.items() if name.startswith(start)}
        kept = kept if old is not None else {"sku": _sku(values, options)}
        made |= {f"variants.{i}.{name}": value for name, value in kept.items()}
        made |= {f"variants.{i}.options.{key}": value for key, value in options.items()}
    return made


def _chosen(typed: QueryDict, key: str, kind: AttributeKind) -> list[str]:
    given = typed.getlist(f"axis.{key}")
    if kind is not AttributeKind.CHOICE:
        given = [part for text in given for part in text.replace("，", ",").replace("、", ",").split(",")]
    return list(dict.fromkeys(part.strip() for part in given if part.strip()))


def _sku(values: Mapping[str, Any], options: Mapping[str, str]) -> str:
    return "-".join([str(values.get("code", "")).strip(), *(value.upper() for value in options.values())])[
        :60
    ]


def typed_product(
    typed: QueryDict, category: str, template: Template, stored: ProductRow | None, seller_id: UUID
) -> ProductRow:
    """The row that was typed. Terms that the seller has stay; new variants begin with the usual ones. Raises Invalid
    for what is no number."""
    faults = Faults()
    values = typed_values(typed)
    tax_rate = read_decimal(typed, "tax_rate", faults) / 100
    packs = _packs(typed, faults)
    faults.raise_any()
    there = {variant.sku: variant for variant in (stored.variants if stored else ())}
    first = stored.variants[0] if stored and stored.variants else None
    name = typed.get("name", "").strip()
    looks = typed_looks(typed, stored)
    is_renamed = stored is None or stored.name != name
    variants = []
    for i, options in enumerate(variants_of(values, [axis.key for axis in template.axes])):
        if not typed.get(f"variants.{i}.drop"):
            variants.append(_variant(typed, i, options, packs, there, seller_id, is_renamed, first))
    return ProductRow(
        code=typed.get("code", "").strip(),
        name=name,
        category=category,
        base_unit=typed.get("base_unit", "").strip(),
        variants=variants,
        names={code: text for code, _words in LANGUAGES if (text := typed.get(f"name_{code}", "").strip())},
        brand=typed.get("brand", ""),
        aliases=_aliases(typed.get("aliases", "")),
        description=typed.get("description", "").strip(),
        descriptions=stored.descriptions
        if stored and stored.description == typed.get("description", "")
        else {},
        attributes=_attributes(typed, template),
        tax_rate=tax_rate,
        images=looks.images,
        texts=looks.texts,
        documents=looks.documents,
        adds_pictures=False,
    )


def _aliases(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip()[:80] for part in _APART.split(text) if part.strip()))[
        :MOST_ALIASES
    ]


def _attributes(typed: QueryDict, template: Template) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in template.attributes:
        given = [value for value in typed.getlist(f"attributes.{each.key}") if value.strip()]
        if given:
            found[each.key] = given if each.kind is AttributeKind.CHOICES else given[0]
    return found


def _packs(typed: QueryDict, faults: Faults) -> list[PackRow]:
    found = []
    for k in PACKS:
        unit = typed.get(f"pack.{k}.unit", "").strip()
        if unit:
            factor = read_decimal(typed, f"pack.{k}.factor", faults)
            found.append(
                PackRow(
                    unit, factor, is_default=typed.get("usual") == str(k), **_size(typed, f"pack.{k}", faults)
                )
            )
    decimals = typed.get("base.decimals", "")
    base = PackRow(typed.get("base_unit", "").strip(), Decimal(1), **_size(typed, "base", faults))
    base = replace(base, decimals=int(decimals) if decimals in DECIMALS else 0)
    return [base, *found]


def _size(typed: QueryDict, at: str, faults: Faults) -> dict[str, Any]:
    return {
        "weight_grams": _thousand(typed, f"{at}.weight", faults),
        "volume_cubic_cm": _thousand(typed, f"{at}.volume", faults),
    }


def _thousand(typed: QueryDict, name: str, faults: Faults) -> Decimal | None:
    return read_decimal(typed, name, faults) * THOUSAND if typed.get(name, "").strip() else None


def _variant(
    typed: QueryDict,
    i: int,
    options: Mapping[str, str],
    packs: Sequence[PackRow],
    there: Mapping[str, VariantRow],
    seller_id: UUID,
    is_renamed: bool,
    first: VariantRow | None,
) -> VariantRow:
    at = f"variants.{i}"
    sku = typed.get(f"{at}.sku", "").strip() or typed.get("code", "").strip()
    old = there.get(sku)
    kept = old if old and not is_renamed and dict(old.options) == dict(options) else None
    base, *others = [_kept_size(pack, first, old) for pack in packs]
    gtins = [typed.get(f"{at}.packs.{k}.gtin", "").strip() for k in range(len(others))]
    filled = [replace(pack, gtin=gtin) for pack, gtin in zip(others, gtins, strict=True)]
    return VariantRow(
        sku=sku,
        name=kept.name if kept else "",
        names=kept.names if kept else {},
        options=options,
        gtin=typed.get(f"{at}.gtin", "").strip(),
        packs=[*filled, base] if base != PackRow(base.unit, Decimal(1)) else filled,
        offers=(old.offers if old else ()) or [OfferRow(seller_id, Decimal(1), Decimal(1))],
        image=old.image if old else "",
        kit=old.kit if old else None,
    )


def _kept_size(pack: PackRow, first: VariantRow | None, old: VariantRow | None) -> PackRow:
    """The form tells one weight and volume for all variants: where it is left as it was shown, of the first variant,
    each keeps its own."""
    shown, own = (
        next((each for each in row.packs if each.unit == pack.unit), None) if row else None
        for row in (first, old)
    )
    if shown is None or own is None:
        return pack
    return replace(
        pack,
        weight_grams=own.weight_grams if pack.weight_grams == shown.weight_grams else pack.weight_grams,
        volume_cubic_cm=own.volume_cubic_cm
        if pack.volume_cubic_cm == shown.volume_cubic_cm
        else pack.volume_cubic_cm,
    )


def beside_fields(invalid: Invalid) -> Invalid:
    """The same faults, by the names of the form's fields."""
    return Invalid([Fault(_field(each.path), each.code, each.message) for each in invalid.faults])


def _field(path: str) -> str:
    path = path.removeprefix(PREFIX)
    if path == "images":
        return "pictures"
    parts = path.split(".")
    if parts[0] == "documents" and len(parts) > 1:
        return f"document.{path.removeprefix('documents.')}"
    if parts[0] == "variants" and "packs" in parts and parts[-1] in IN_PACK:
        return f"pack.{parts[3]}.{IN_PACK[parts[-1]]}"
    return path
