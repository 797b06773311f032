"""A product's variants as the texts of a sheet's columns, so that before and after can be held side by side."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.catalogue.rules.attributes import TAGS
from dinghuo.catalogue.rules.rows import KitRow, ProductRow
from dinghuo.foundation.quantity import plain


def texts_of(product: ProductRow | None) -> dict[str, dict[str, str]]:
    """The texts by SKU and column; nothing for no product. Categories and brands are told by their keys."""
    if product is None:
        return {}
    shared = {
        "code": product.code,
        "name": product.name,
        "name_en": product.names.get("en", ""),
        "category": product.category,
        "brand": product.brand,
        "base_unit": product.base_unit,
        "tax_rate": plain(product.tax_rate),
        "description": product.description,
        "aliases": ", ".join(product.aliases),
        "tags": ", ".join(map(str, product.attributes.get(TAGS, ()))),
    }
    found = {}
    for variant in product.variants:
        packs = [pack for pack in variant.packs if pack.unit != product.base_unit]
        base = next((pack for pack in variant.packs if pack.unit == product.base_unit), None)
        details = {**product.attributes, **variant.options}
        details.pop(TAGS, None)
        found[variant.sku] = shared | {
            "gtin": variant.gtin,
            "decimals": str(base.decimals or "") if base else "",
            "weight": _thousandth(base.weight_grams) if base else "",
            "volume": _thousandth(base.volume_cubic_cm) if base else "",
            "pack_weight": " ".join(text for pack in packs if (text := _thousandth(pack.weight_grams))),
            "pack_volume": " ".join(text for pack in packs if (text := _thousandth(pack.volume_cubic_cm))),
            "pack_unit": " ".join(pack.unit for pack in packs),
            "pack_factor": " ".join(plain(pack.factor) for pack in packs),
            "pack_gtin": " ".join(pack.gtin for pack in packs if pack.gtin),
            "detail": _told(details),
            **_kit_texts(variant.kit),
            "minimum": " ".join(plain(offer.minimum) for offer in variant.offers),
            "multiple": " ".join(plain(offer.multiple) for offer in variant.offers),
            "lead_time_days": " ".join(str(offer.lead_time_days) for offer in variant.offers),
        }
    return found


def changed(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """The columns in which the texts of a variant differ; what the new ones don't tell of stays."""
    return [column for column, text in new.items() if old.get(column, "") != text]


def _kit_texts(kit: KitRow | None) -> dict[str, str]:
    if kit is None:
        return {}
    if not kit.parts:
        return {"parts": "", "optional_parts": "", "kit_pricing": ""}
    told = {
        optional: "; ".join(
            f"{part.sku}*{plain(part.quantity)}" for part in kit.parts if part.optional is optional
        )
        for optional in (False, True)
    }
    pricing = _("What its parts cost") if kit.by_parts else _("A price of its own")
    return {"parts": told[False], "optional_parts": told[True], "kit_pricing": pricing}


def _thousandth(amount: Decimal | None) -> str:
    return plain(amount / 1000) if amount else ""


def _told(details: Mapping[str, object]) -> str:
    return ", ".join(f"{key} {value}" for key, value in sorted(details.items()))
