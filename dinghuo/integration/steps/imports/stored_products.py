"""Products as they are stored, in the form in which they are written, so that a sheet can change a part of them."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from dinghuo.catalogue.models import Offer, PackUnit, Product, Variant
from dinghuo.catalogue.queries.described import kit_rows, pack_rows
from dinghuo.catalogue.rules.rows import OfferRow, ProductRow, VariantRow
from dinghuo.catalogue.states import ProductKind
from dinghuo.foundation.actor import Actor


def stored_products(actor: Actor, codes: Collection[str]) -> dict[str, ProductRow]:
    """The products with these codes, with their active variants, units and offers; state and pictures are left as they
    are. Five statements, six where there are kits."""
    market = {"market_id": actor.market_id}
    products = Product.objects.filter(**market, code__in=codes).select_related("category", "brand")
    by_id = {product.id: product for product in products}
    variants = Variant.objects.filter(**market, product_id__in=by_id, is_active=True).order_by(
        "position", "id"
    )
    found = list(variants)
    packs = _packs(actor, [variant.id for variant in found])
    offers = _offers(actor, [variant.id for variant in found])
    kits = kit_rows(actor, [variant.sku for variant in found])
    rows: dict[UUID, list[VariantRow]] = defaultdict(list)
    for variant in found:
        product = by_id[variant.product_id]
        is_named = variant.name != " ".join([product.name, *map(str, variant.options.values())])[:240]
        rows[product.id].append(
            VariantRow(
                sku=variant.sku,
                # A name made of the product's is made anew with it.
                name=variant.name if is_named and not variant.options else "",
                names=variant.names if is_named and not variant.options else {},
                options=variant.options,
                gtin=variant.gtin,
                packs=pack_rows(packs[variant.id], product.base_unit),
                offers=offers[variant.id],
                kit=kits.get(variant.sku),
            )
        )
    return {
        product.code: ProductRow(
            code=product.code,
            name=product.name,
            category=product.category.key,
            base_unit=product.base_unit,
            variants=rows[product.id],
            names=product.names,
            brand=product.brand.key if product.brand else "",
            description=product.description,
            descriptions=product.descriptions,
            aliases=product.aliases,
            attributes=product.attributes,
            kind=ProductKind(product.kind),
            tax_rate=product.tax_rate,
        )
        for product in by_id.values()
    }


def _packs(actor: Actor, variant_ids: Collection[UUID]) -> dict[UUID, list[PackUnit]]:
    found: dict[UUID, list[PackUnit]] = defaultdict(list)
    for pack in PackUnit.objects.filter(market_id=actor.market_id, variant_id__in=variant_ids).order_by(
        "factor"
    ):
        found[pack.variant_id].append(pack)
    return found


def _offers(actor: Actor, variant_ids: Collection[UUID]) -> dict[UUID, list[OfferRow]]:
    rows = Offer.objects.filter(market_id=actor.market_id, variant_id__in=variant_ids, state="active")
    if actor.scope != "market":
        rows = rows.filter(seller_id=actor.organisation_id)
    found: dict[UUID, list[OfferRow]] = defaultdict(list)
    for offer in rows:
        found[offer.variant_id].append(
            OfferRow(
                offer.seller_id,
                offer.minimum,
                offer.multiple,
                offer.lead_time_days,
                offer.backorder_allowed,
                offer.position,
            )
        )
    return found
