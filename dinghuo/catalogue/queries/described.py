"""Products as they are written: what a form begins with, and what a version is compared with."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.models import Image, Kit, KitPart, Offer, PackUnit, Product, ProductDocument, Variant
from dinghuo.catalogue.rules.rows import (
    DocumentRow,
    KitPartRow,
    KitRow,
    OfferRow,
    PackRow,
    ProductRow,
    VariantRow,
)
from dinghuo.catalogue.states import KitPricing, OfferState, ProductKind
from dinghuo.foundation.actor import Actor


def described(actor: Actor, codes: Iterable[str], seller_id: UUID | None = None) -> dict[str, ProductRow]:
    """The products with these codes, by code, with their active variants; of offers only the seller's, if one is named.

    Six statements, however many.
    """
    wanted = [code for code in codes if "\0" not in code]
    market = {"market_id": actor.market_id}
    products = Product.objects.filter(**market, code__in=wanted).select_related("category", "brand")
    variants: dict[UUID, list[Variant]] = {}
    rows = Variant.objects.filter(**market, product__in=products, is_active=True)
    for variant in rows.order_by("position", "id"):
        variants.setdefault(variant.product_id, []).append(variant)
    ids = [each.id for found in variants.values() for each in found]
    packs: dict[UUID, list[PackUnit]] = {}
    for pack in PackUnit.objects.filter(**market, variant_id__in=ids).order_by("factor", "unit"):
        packs.setdefault(pack.variant_id, []).append(pack)
    offers: dict[UUID, list[Offer]] = {}
    made = Offer.objects.filter(**market, variant_id__in=ids, state=OfferState.ACTIVE.value).order_by(
        "position", "id"
    )
    for offer in made.filter(seller_id=seller_id) if seller_id else made:
        offers.setdefault(offer.variant_id, []).append(offer)
    images = Image.objects.filter(**market, product__in=products).order_by("position", "id")
    pictures = list(images.values_list("product_id", "variant_id", "file", "texts"))
    papers: dict[UUID, list[DocumentRow]] = {}
    for each in ProductDocument.objects.filter(**market, product__in=products).order_by("position", "id"):
        row = DocumentRow(each.file, each.kind, each.name, each.names)
        papers.setdefault(each.product_id, []).append(row)
    # The first of several is the one that is shown.
    theirs = {variant_id: file for _, variant_id, file, _ in reversed(pictures) if variant_id is not None}
    rows_by_code = {}
    for product in products:
        own = [
            file
            for product_id, variant_id, file, _ in pictures
            if product_id == product.id and variant_id is None
        ]
        texts = {file: told for product_id, _, file, told in pictures if product_id == product.id and told}
        found = [
            _variant(
                each,
                packs.get(each.id, []),
                product.base_unit,
                offers.get(each.id, []),
                theirs.get(each.id, ""),
            )
            for each in variants.get(product.id, [])
        ]
        rows_by_code[product.code] = replace(
            _product(product, found, own), texts=texts, documents=papers.get(product.id, [])
        )
    return rows_by_code


def with_kits(actor: Actor, rows: Mapping[str, ProductRow]) -> dict[str, ProductRow]:
    """The same rows, by whatever key, with what their variants are made of. Two statements."""
    skus = [variant.sku for row in rows.values() for variant in row.variants]
    kits = kit_rows(actor, skus)
    told = {}
    for code, row in rows.items():
        variants = [replace(variant, kit=kits.get(variant.sku, KitRow())) for variant in row.variants]
        told[code] = replace(row, variants=variants)
    return told


def kit_rows(actor: Actor, skus: Iterable[str]) -> dict[str, KitRow]:
    """What those among these articles that are kits are made of, by SKU. Two statements, one where none is."""
    market = {"market_id": actor.market_id}
    made = Kit.objects.filter(**market, variant__sku__in=list(skus))
    pricing = dict(made.values_list("variant__sku", "pricing"))
    if not pricing:
        return {}
    parts: dict[str, list[KitPartRow]] = {sku: [] for sku in pricing}
    rows = KitPart.objects.filter(**market, kit__sku__in=list(pricing)).order_by("kit_id", "position")
    for sku, part, quantity, optional in rows.values_list("kit__sku", "part__sku", "quantity", "optional"):
        parts[sku].append(KitPartRow(part, quantity, optional))
    return {sku: KitRow(pricing[sku] == KitPricing.PARTS.value, parts[sku]) for sku in pricing}


def pack_rows(packs: Iterable[PackUnit], base_unit: str) -> list[PackRow]:
    """A variant's units in the form in which they are written; the base unit only if more is told of it."""
    rows = [
        PackRow(
            each.unit,
            each.factor,
            each.gtin,
            each.is_default and each.unit != base_unit,
            each.decimals,
            each.weight_grams,
            each.volume_cubic_cm,
        )
        for each in packs
    ]
    untold = PackRow(base_unit, Decimal(1))
    return [row for row in rows if row != untold]


def _product(product: Product, variants: list[VariantRow], images: list[str]) -> ProductRow:
    return ProductRow(
        code=product.code,
        name=product.name,
        category=product.category.key,
        base_unit=product.base_unit,
        variants=variants,
        names=product.names,
        brand=product.brand.key if product.brand else "",
        description=product.description,
        descriptions=product.descriptions,
        attributes=product.attributes,
        kind=ProductKind(product.kind),
        tax_rate=product.tax_rate,
        images=images,
        aliases=tuple(product.aliases),
    )


def _variant(
    variant: Variant, packs: list[PackUnit], base_unit: str, offers: list[Offer], image: str
) -> VariantRow:
    return VariantRow(
        sku=variant.sku,
        name=variant.name,
        names=variant.names,
        options=variant.options,
        gtin=variant.gtin,
        packs=pack_rows(packs, base_unit),
        offers=[
            OfferRow(
                each.seller_id,
                each.minimum,
                each.multiple,
                each.lead_time_days,
                each.backorder_allowed,
                each.position,
            )
            for each in offers
        ],
        image=image,
    )
