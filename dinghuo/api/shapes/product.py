"""Goods as the API tells them to a buyer: with that buyer's prices, and what is available."""

from collections.abc import Sequence
from typing import Any, Literal

from django.conf import settings
from pydantic import Field

from dinghuo.api.render import price
from dinghuo.api.shapes.answer import Answer, DecimalText, Listed
from dinghuo.api.shapes.looks import (
    PictureAnswer,
    ProductDocumentAnswer,
    document_shape,
    picture_shape,
)
from dinghuo.api.shapes.price import TierAnswer, tiers
from dinghuo.api.shapes.quota import AllowanceAnswer, allowance_shape
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain


class PackAnswer(Answer):
    """A unit to order in."""

    unit: str
    factor: DecimalText = Field(description="Base units in one of it.")
    gtin: str = Field(description="The code on the pack; empty for none.")
    weight_grams: DecimalText | None
    volume_cubic_cm: DecimalText | None


class PriceAnswer(Answer):
    """What one unit costs this buyer, at the least quantity that can be ordered."""

    amount: DecimalText
    currency: str
    unit: str


class HindranceAnswer(Answer):
    """The paper for want of which something isn't sold today."""

    reason: str = Field(description="In words.")
    of: Literal["product", "seller", "buyer"] = Field(description="Whose paper it is.")
    paper: str = Field(description="Key of the kind of paper.")
    expired_on: str | None = Field(description="Its last day, if there was one.")
    valid_from: str | None = Field(description="Its first day, if there will be one.")


class ShownStockAnswer(Answer):
    """What the seller lets this buyer see of its stock, in base units."""

    shows: Literal["exact", "bands", "yes-no", "hidden"]
    at_least: DecimalText | None = Field(description="Of bands: the one it is in; 0 below the lowest.")
    in_stock: bool | None = Field(description="Null where stock is hidden.")


class OfferAnswer(Answer):
    """A seller's terms. Quantities are in base units."""

    seller: str | None = Field(description="Code of the seller; null for what nobody offers now.")
    seller_name: str
    price: PriceAnswer | None = Field(
        description="For one base unit; null: on request, or not for you to see."
    )
    pack_price: PriceAnswer | None = Field(description="For one of the unit that is usually ordered in.")
    tax_included: bool | None = Field(
        description="Whether tax is in these prices: as they are shown to this buyer. Null without a price."
    )
    tiers: list[TierAnswer] = Field(description="What one base unit costs from which quantity of base units.")
    available: DecimalText | None = Field(
        description="Null for services, which have none, and where `stock` may not tell it."
    )
    stock: ShownStockAnswer | None = Field(description="Null for services.")
    minimum: DecimalText | None
    multiple: DecimalText | None
    lead_time_days: int | None
    backorder_allowed: bool
    quota: AllowanceAnswer | None = Field(
        description="How much of it this buyer may order for now; null: nobody limits it."
    )
    not_for_sale: HindranceAnswer | None = Field(
        description="Why this buyer can't order it today; null: it can be."
    )


class KitPartAnswer(Answer):
    """A part of a kit."""

    sku: str
    name: str
    unit: str = Field(description="The part's base unit.")
    quantity: DecimalText = Field(description="Of it, in one base unit of the kit.")


class KitAnswer(Answer):
    """A kit is ordered by one code and becomes one order line for each part."""

    pricing: Literal["whole", "parts"] = Field(
        description="`whole`: it has prices of its own; `parts`: it costs what its parts cost."
    )
    parts: list[KitPartAnswer]
    options: list[KitPartAnswer] = Field(
        description="Parts that come along where an order asks for them (`options` of a line). Of a kit with prices of"
        " its own, they cost what they cost alone."
    )


class ProductAnswer(OfferAnswer):
    """An article with its usual offer."""

    sku: str
    name: str
    gtin: str
    product: str = Field(description="Code of the product of which it is a variant.")
    options: dict[str, Any] = Field(description="What tells it from its siblings: values by attribute key.")
    brand: str
    category: str = Field(description="Key of the category, as in `category=`.")
    category_name: str
    unit: str = Field(description="The base unit: quantities, minimum, multiple and stock count in it.")
    base: PackAnswer = Field(description="The base unit itself, with factor 1.")
    decimals: int = Field(description="How far the base unit may be divided: 0 for whole ones only.")
    packs: list[PackAnswer]
    tax_rate: DecimalText
    image: str | None
    kit: KitAnswer | None = Field(description="What it is made of; null for what is no kit.")


class ProductPage(Listed):
    """A page of articles."""

    items: list[ProductAnswer]


class ProductSheetAnswer(ProductAnswer):
    """An article with everything that is known of it."""

    description: str
    attributes: dict[str, Any] = Field(
        description="Values by key, as the category's attributes describe them."
    )
    variants: list[ProductAnswer] = Field(description="All variants of the product, this one among them.")
    offers: list[OfferAnswer] = Field(description="Every seller's offer, the usual one first.")
    images: list[str]
    pictures: list[PictureAnswer] = Field(description="The same in their sizes, the article's own first.")
    documents: list[ProductDocumentAnswer]


class CategoryAnswer(Answer):
    """A category, parents before children."""

    key: str
    name: str
    parent: str | None
    depth: int
    count: int = Field(description="Products in it and below it.")


class CategoriesAnswer(Answer):
    """The categories of a storefront that hold something."""

    items: list[CategoryAnswer]
    next: None = None


class ChoiceAnswer(Answer):
    """One value to choose."""

    key: str
    name: str
    swatch: str = Field(description="A colour, #rrggbb; empty for none.")


class AttributeAnswer(Answer):
    """What the goods of a category say of themselves."""

    key: str
    name: str
    kind: Literal["text", "number", "choice", "choices", "date", "yes-no", "file"]
    unit: str = Field(description="What a number counts.")
    choices: list[ChoiceAnswer]
    required: bool
    filterable: bool = Field(description="True: `attribute=key:value` narrows lists of goods.")
    axis: bool = Field(description="True: variants differ in it.")
    category: str | None = Field(description="The category it comes from; null: all goods have it.")


class AttributesAnswer(Listed):
    """The attributes of a category, with those it inherits."""

    items: list[AttributeAnswer]


def attribute_shapes(template: Any) -> list[dict[str, Any]]:
    """The attributes of a template, in its order."""
    return [
        {
            "key": each.key,
            "name": translated(each.name, each.names),
            "kind": each.kind.value,
            "unit": translated(each.unit, each.units),
            "choices": [
                {"key": one.key, "name": translated(one.name, one.names), "swatch": one.swatch}
                for one in each.choices
            ],
            "required": each.required,
            "filterable": each.filterable,
            "axis": each.axis,
            "category": each.from_category or None,
        }
        for each in template.attributes
    ]


def product_shape(shown: Any) -> dict[str, Any]:
    """An article of the shelf."""
    item = shown.item
    return {
        "sku": item.sku,
        "name": translated(item.name, item.names),
        "gtin": item.gtin,
        "product": item.product_code,
        "options": item.options,
        "brand": translated(item.brand, item.brand_names),
        "category": item.category_key,
        "category_name": translated(item.category, item.category_names),
        "unit": item.unit,
        "base": _pack(item.base) | {"gtin": item.gtin},
        "decimals": item.base.decimals,
        "packs": [_pack(pack) for pack in item.packs],
        "tax_rate": plain(item.tax_rate),
        "image": _address(item.image) if item.image else None,
        "kit": kit_shape(item.kit) if item.kit else None,
        **offer_shape(shown),
    }


def kit_shape(kit: Any) -> dict[str, Any]:
    """What an article is made of."""
    return {
        "pricing": "parts" if kit.by_parts else "whole",
        "parts": [_part(part) for part in kit.parts],
        "options": [_part(part) for part in kit.options],
    }


def _part(part: Any) -> dict[str, Any]:
    return {"sku": part.sku, "name": str(part), "unit": part.unit, "quantity": plain(part.quantity)}


def _pack(pack: Any) -> dict[str, Any]:
    sizes = {name: getattr(pack, name) for name in ("weight_grams", "volume_cubic_cm")}
    return {
        "unit": pack.unit,
        "factor": plain(pack.factor),
        "gtin": pack.gtin,
        **{name: None if value is None else plain(value) for name, value in sizes.items()},
    }


def offer_shape(shown: Any) -> dict[str, Any]:
    """One offer of an article."""
    offer, found = shown.offer, shown.price
    return {
        "seller": offer.seller_code if offer else None,
        "seller_name": translated(offer.seller_name, offer.seller_names) if offer else "",
        "price": _price(found, shown.item.unit),
        "pack_price": _price(shown.pack_price, shown.item.default_unit),
        "tax_included": found.told.tax_included if found else None,
        "tiers": tiers(found.told.tiers, found.currency) if found else [],
        **_stock(shown.stock),
        "minimum": plain(offer.minimum) if offer else None,
        "multiple": plain(offer.multiple) if offer else None,
        "lead_time_days": offer.lead_time_days if offer else None,
        "backorder_allowed": bool(offer and offer.backorder_allowed),
        "quota": allowance_shape(shown.allowance) if shown.allowance else None,
        "not_for_sale": _hindrance(shown.hindrance) if shown.hindrance else None,
    }


def _stock(stock: Any) -> dict[str, Any]:
    if stock is None:
        return {"available": None, "stock": None}
    numbers = {"available": stock.quantity, "at_least": stock.at_least}
    told = {name: None if value is None else plain(value) for name, value in numbers.items()}
    stock_answer = {"shows": stock.shows.value, "at_least": told["at_least"], "in_stock": stock.in_stock}
    return {"available": told["available"], "stock": stock_answer}


def _hindrance(found: Any) -> dict[str, Any]:
    return {
        "reason": str(found),
        "of": found.part.value,
        "paper": found.kind,
        "expired_on": found.ended.isoformat() if found.ended else None,
        "valid_from": found.begins.isoformat() if found.begins else None,
    }


def sheet_shape(found: Any) -> dict[str, Any]:
    """An article with its product, variants and offers."""
    sheet = found.sheet
    return product_shape(found.shown) | {
        "description": translated(sheet.description, sheet.descriptions),
        "attributes": sheet.attributes,
        "variants": [product_shape(each) for each in found.variants],
        "offers": [offer_shape(each) for each in found.offers],
        "images": [_address(each.file) for each in sheet.pictures],
        "pictures": [picture_shape(each) for each in sheet.pictures],
        "documents": [document_shape(each) for each in sheet.documents],
    }


def category_shapes(nodes: Sequence[Any]) -> list[dict[str, Any]]:
    """The tree of categories, in its order."""
    return [
        {
            "key": node.key,
            "name": translated(node.name, node.names),
            "parent": node.parent_key or None,
            "depth": node.depth,
            "count": node.count,
        }
        for node in nodes
    ]


def _price(found: Any, unit: str) -> dict[str, str] | None:
    if found is None:
        return None
    return {"amount": price(found.told.amount, found.currency), "currency": found.currency, "unit": unit}


def _address(path: str) -> str:
    return f"{settings.MEDIA_URL}{path}"
