"""Writes products with their variants, units, offers and pictures: one or thousands, in as many statements."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Brand, Category, Offer, PackUnit, Product, Variant
from dinghuo.catalogue.rules.rows import OfferRow, ProductRow, full_name, full_names, units
from dinghuo.catalogue.states import OfferState, ProductState
from dinghuo.catalogue.steps.refresh_listings import refresh_listings
from dinghuo.catalogue.steps.write_kits import hold_kits, write_kits
from dinghuo.catalogue.steps.write_looks import write_documents, write_pictures
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import StaleVersion

BATCH = 5000
PRODUCT_COLUMNS = [
    "name",
    "names",
    "aliases",
    "category",
    "brand",
    "description",
    "descriptions",
    "attributes",
    "kind",
    "state",
    "tax_rate",
    "base_unit",
]
VARIANT_COLUMNS = ["name", "names", "options", "gtin", "position", "is_active"]
OFFER_COLUMNS = ["minimum", "multiple", "lead_time_days", "backorder_allowed", "position", "state"]


def write_products(actor: Actor, rows: Sequence[ProductRow]) -> dict[str, UUID]:
    """Write the rows, which have been checked, and list them; returns the products' ids by code.

    A product is what its row says: variants that aren't in it become inactive, units that aren't are gone. Offers are
    added or changed, never taken away; pictures too, unless the row names them all.
    """
    kits = {each.sku: each.kit for row in rows for each in row.variants if each.kit is not None}
    if kits:
        parts = {part.sku for kit in kits.values() for part in kit.parts}
        hold_kits(actor, {row.code for row in rows}, parts)
    products = _products(actor, rows)
    variants = _variants(actor, rows, products)
    _packs(actor, rows, variants)
    _offers(actor, rows, variants)
    if kits:
        write_kits(actor, {variants[sku].id: kit for sku, kit in kits.items()})
    write_pictures(actor, rows, products, variants)
    write_documents(actor, rows, products)
    refresh_listings(actor, [product.id for product in products.values()])
    return {code: product.id for code, product in products.items()}


def _products(actor: Actor, rows: Sequence[ProductRow]) -> dict[str, Product]:
    market = {"market_id": actor.market_id}
    categories = dict(
        Category.objects.filter(**market, key__in={r.category for r in rows}).values_list("key", "id")
    )
    brands = dict(Brand.objects.filter(**market, key__in={r.brand for r in rows}).values_list("key", "id"))
    there = Product.objects.filter(**market, code__in=[row.code for row in rows])
    before = {each.code: each for each in there.select_for_update(no_key=True).order_by("id")}
    made = {}
    for row in rows:
        old = before.get(row.code)
        product = Product(**market, code=row.code, name=row.name, names=dict(row.names))
        if old:
            product.id = old.id
        product.aliases = list(row.aliases)
        product.category_id, product.brand_id = categories[row.category], brands.get(row.brand)
        product.description, product.descriptions = row.description, dict(row.descriptions)
        product.attributes, product.kind = dict(row.attributes), row.kind.value
        product.state = row.state.value if row.state else old.state if old else ProductState.DRAFT.value
        product.tax_rate, product.base_unit = row.tax_rate, row.base_unit
        made[row.code] = product
    Product.objects.bulk_create(
        made.values(),
        update_conflicts=True,
        unique_fields=["market_id", "code"],
        update_fields=PRODUCT_COLUMNS,
        batch_size=BATCH,
    )
    # Somebody else may have made one of them in the meantime: then it is theirs that was changed.
    for code, product_id in there.values_list("code", "id"):
        made[code].id = product_id
    return made


def _variants(
    actor: Actor, rows: Sequence[ProductRow], products: Mapping[str, Product]
) -> dict[str, Variant]:
    there = Variant.objects.filter(
        market_id=actor.market_id, product_id__in=[product.id for product in products.values()]
    )
    before = {each.sku: each for each in there}
    made = {}
    for row in rows:
        for position, variant in enumerate(row.variants):
            made[variant.sku] = Variant(
                market_id=actor.market_id,
                product=products[row.code],
                sku=variant.sku,
                name=full_name(row, variant),
                names=full_names(row, variant),
                options=dict(variant.options),
                gtin=variant.gtin,
                position=position,
            )
            if variant.sku in before:
                made[variant.sku].id = before[variant.sku].id
    # Two variants may swap their GTINs: of those that change, the old ones go first.
    moved = [
        old.id for sku, old in before.items() if old.gtin and (sku not in made or made[sku].gtin != old.gtin)
    ]
    there.filter(id__in=moved).update(gtin="")
    there.exclude(sku__in=list(made)).update(is_active=False)
    Variant.objects.bulk_create(
        made.values(),
        update_conflicts=True,
        unique_fields=["market_id", "sku"],
        update_fields=VARIANT_COLUMNS,
        batch_size=BATCH,
    )
    written = Variant.objects.filter(market_id=actor.market_id, sku__in=list(made))
    for sku, variant_id, product_id in written.values_list("sku", "id", "product_id"):
        if product_id != made[sku].product_id:
            raise StaleVersion(_("Somebody has just given the SKU %s to another product.") % sku)
        made[sku].id = variant_id
    return made


def _packs(actor: Actor, rows: Sequence[ProductRow], variants: Mapping[str, Variant]) -> None:
    PackUnit.objects.filter(
        market_id=actor.market_id, variant_id__in=[variant.id for variant in variants.values()]
    ).delete()
    PackUnit.objects.bulk_create(
        [
            PackUnit(
                market_id=actor.market_id,
                variant=variants[variant.sku],
                unit=pack.unit,
                factor=pack.factor,
                gtin=pack.gtin,
                is_default=pack.is_default,
                decimals=pack.decimals,
                weight_grams=pack.weight_grams,
                volume_cubic_cm=pack.volume_cubic_cm,
            )
            for row in rows
            for variant in row.variants
            for pack in units(row, variant)
        ],
        batch_size=BATCH,
    )


def _offers(actor: Actor, rows: Sequence[ProductRow], variants: Mapping[str, Variant]) -> None:
    write_offers(
        actor,
        [
            (variants[variant.sku].id, offer)
            for row in rows
            for variant in row.variants
            for offer in variant.offers
        ],
    )


def write_offers(
    actor: Actor, offers: Sequence[tuple[UUID, OfferRow]], state: OfferState = OfferState.ACTIVE
) -> None:
    """Write offers for variants; who has one for a variant changes it."""
    Offer.objects.bulk_create(
        [
            Offer(
                market_id=actor.market_id,
                variant_id=variant_id,
                seller_id=offer.seller_id,
                minimum=offer.minimum,
                multiple=offer.multiple,
                lead_time_days=offer.lead_time_days,
                backorder_allowed=offer.backorder_allowed,
                position=offer.position,
                state=state.value,
            )
            for variant_id, offer in offers
        ],
        update_conflicts=True,
        unique_fields=["market_id", "variant", "seller"],
        update_fields=OFFER_COLUMNS,
        batch_size=BATCH,
    )
