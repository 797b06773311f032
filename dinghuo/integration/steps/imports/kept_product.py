"""A product as JSON, so that an import can put back what it has changed."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.catalogue.rules.rows import KitPartRow, KitRow, OfferRow, PackRow, ProductRow, VariantRow
from dinghuo.catalogue.states import ProductKind


def to_json(product: ProductRow) -> dict[str, Any]:
    """Plain values; decimals and ids as texts."""
    plain: dict[str, Any] = _plain(asdict(product))
    return plain


def from_json(kept: dict[str, Any]) -> ProductRow:
    """The product again; its state and pictures are left as they are when it is written."""
    return ProductRow(
        **{
            **kept,
            "kind": ProductKind(kept["kind"]),
            "tax_rate": Decimal(kept["tax_rate"]),
            "state": None,
            "variants": [_variant(each) for each in kept["variants"]],
        }
    )


def _variant(kept: dict[str, Any]) -> VariantRow:
    packs = [_pack(each) for each in kept["packs"]]
    offers = [
        OfferRow(
            **{
                **each,
                "seller_id": UUID(each["seller_id"]),
                "minimum": Decimal(each["minimum"]),
                "multiple": Decimal(each["multiple"]),
            }
        )
        for each in kept["offers"]
    ]
    return VariantRow(**{**kept, "packs": packs, "offers": offers, "kit": _kit(kept.get("kit"))})


def _kit(kept: dict[str, Any] | None) -> KitRow:
    """What was no kit is none again."""
    if kept is None:
        return KitRow()
    parts = [KitPartRow(each["sku"], Decimal(each["quantity"]), each["optional"]) for each in kept["parts"]]
    return KitRow(kept["by_parts"], parts)


def _pack(kept: dict[str, Any]) -> PackRow:
    numbers = {
        name: Decimal(kept[name])
        for name in ("factor", "weight_grams", "volume_cubic_cm")
        if kept.get(name) is not None
    }
    return PackRow(**{**kept, **numbers})


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Decimal | UUID) else value
