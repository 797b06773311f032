"""Writes articles with their units, codes, offers and pictures: many at once."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from dinghuo.catalogue.models import Code, Image, Listing, Offer, PackUnit, Product, Variant
from dinghuo.catalogue.rules.search_text import normalised_code, search_texts
from dinghuo.catalogue.states import CodeKind, OfferState, ProductKind, ProductState
from dinghuo.foundation.actor import Actor
from dinghuo.integration.rules.new_goods import NewProduct, NewVariant
from dinghuo.integration.steps.write_rows import write_rows


def write_goods(actor: Actor, products: Sequence[NewProduct]) -> None:
    """Write products as published, with everything by which they are found."""
    market = {"market_id": actor.market_id}
    pairs = [
        (product, place, variant) for product in products for place, variant in enumerate(product.variants)
    ]
    write_rows(Product, ({**market, **_product(product)} for product in products))
    write_rows(Variant, ({**market, **_variant(*pair)} for pair in pairs))
    write_rows(PackUnit, ({**market, **row} for pair in pairs for row in _packs(*pair)))
    write_rows(Code, ({**market, **row} for pair in pairs for row in _codes(*pair)))
    write_rows(Offer, ({**market, **row} for _, _, variant in pairs for row in _offers(variant)))
    write_rows(Image, ({**market, **row} for product in products for row in _images(product)))
    write_rows(Listing, ({**market, **_listing(*pair)} for pair in pairs))


def _product(product: NewProduct) -> dict[str, Any]:
    return {
        "id": product.id,
        "code": product.code,
        "name": product.name,
        "names": dict(product.names),
        "category_id": product.category_id,
        "brand_id": product.brand_id,
        "description": product.description,
        "descriptions": dict(product.descriptions),
        "attributes": dict(product.attributes),
        "kind": (ProductKind.SERVICE if product.is_service else ProductKind.GOODS).value,
        "state": ProductState.PUBLISHED.value,
        "tax_rate": product.tax_rate,
        "base_unit": product.base_unit,
    }


def _variant(product: NewProduct, place: int, variant: NewVariant) -> dict[str, Any]:
    return {
        "id": variant.id,
        "product_id": product.id,
        "sku": variant.sku,
        "name": variant.name,
        "names": dict(variant.names),
        "options": dict(variant.options),
        "gtin": variant.gtin,
        "position": place,
    }


def _packs(product: NewProduct, place: int, variant: NewVariant) -> Iterable[dict[str, Any]]:
    usual = next(iter(variant.packs), product.base_unit)
    for unit, factor in {product.base_unit: 1, **variant.packs}.items():
        yield {
            "variant_id": variant.id,
            "unit": unit,
            "factor": factor,
            "gtin": variant.pack_gtins.get(unit, ""),
            "is_default": unit == usual,
        }


def _codes(product: NewProduct, place: int, variant: NewVariant) -> Iterable[dict[str, Any]]:
    codes = [(variant.sku, CodeKind.SKU, ""), (variant.gtin, CodeKind.GTIN, "")]
    codes += [(gtin, CodeKind.PACK, unit) for unit, gtin in variant.pack_gtins.items()]
    if product.code != variant.sku:
        codes.append((product.code, CodeKind.PRODUCT, ""))
    for code, kind, unit in codes:
        if code:
            yield {"variant_id": variant.id, "code": normalised_code(code), "kind": kind.value, "unit": unit}


def _offers(variant: NewVariant) -> Iterable[dict[str, Any]]:
    for offer in variant.offers:
        yield {
            "variant_id": variant.id,
            "seller_id": offer.seller_id,
            "minimum": offer.minimum,
            "multiple": offer.multiple,
            "lead_time_days": offer.lead_time_days,
            "backorder_allowed": offer.backorder_allowed,
            "position": offer.position,
            "state": OfferState.ACTIVE.value,
        }


def _images(product: NewProduct) -> Iterable[dict[str, Any]]:
    # The same picture is there once, whether it is the product's or a variant's.
    of_variants = {variant.image: variant.id for variant in reversed(product.variants) if variant.image}
    files: dict[str, UUID | None] = {**dict.fromkeys(product.images), **of_variants}
    for position, (file, variant_id) in enumerate(files.items()):
        yield {"product_id": product.id, "variant_id": variant_id, "file": file, "position": position}


def _listing(product: NewProduct, place: int, variant: NewVariant) -> dict[str, Any]:
    texts = search_texts([variant.name, *variant.names.values(), *product.brand_names])
    return {
        "variant_id": variant.id,
        "product_id": product.id,
        "brand_id": product.brand_id,
        "category_path": product.category_path,
        "listed": bool(variant.offers),
        "lead": bool(variant.offers) and place == 0,
        "sku": variant.sku,
        "sort_key": texts.sort_key,
        "name_text": texts.name,
        "pinyin_text": texts.pinyin,
        "initials_text": texts.initials,
    }
