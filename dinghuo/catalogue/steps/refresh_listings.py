"""Writes the rows that lists, search and scanners read, from what they are made of."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from dinghuo.catalogue.models import Category, Code, Listing, Merge, Offer, PackUnit, Product, Variant
from dinghuo.catalogue.rules.attributes import traits
from dinghuo.catalogue.rules.search_text import normalised_code, search_texts
from dinghuo.catalogue.states import CodeKind, OfferState, ProductState
from dinghuo.catalogue.steps.recount_categories import lock_categories, recount_categories
from dinghuo.foundation.actor import Actor

#: How an offer without times and regions is told by _when_open.
ALWAYS = "None None []"
COLUMNS = [
    "market_id",
    "product",
    "brand",
    "category_path",
    "listed",
    "lead",
    "sku",
    "sort_key",
    "name_text",
    "pinyin_text",
    "initials_text",
    "alias_text",
    "syllables",
    "traits",
    "product_traits",
    "always",
    "sale_starts_at",
    "sale_ends_at",
]


def refresh_listings(actor: Actor, product_ids: Collection[UUID]) -> None:
    """Bring the listings and codes of these products up to date, and the counts of their categories.

    A constant number of statements. Products are locked first, then categories, then listings: whoever changes
    more than one of these does it in this order.
    """
    products = Product.objects.filter(market_id=actor.market_id, id__in=product_ids)
    list(products.select_for_update(no_key=True).order_by("id").values_list("id"))
    paths = _paths(actor, product_ids)
    lock_categories(actor, paths)
    variants = _variants(actor, product_ids)
    listings = _listings(variants)
    Listing.objects.bulk_create(
        listings, update_conflicts=True, unique_fields=["variant"], update_fields=COLUMNS, batch_size=5000
    )
    _write_codes(actor, variants)
    recount_categories(actor, paths)


def _paths(actor: Actor, product_ids: Collection[UUID]) -> set[str]:
    now = Category.objects.filter(market_id=actor.market_id, product__id__in=product_ids)
    before = Listing.objects.filter(market_id=actor.market_id, product_id__in=product_ids)
    found = now.order_by().values_list("path").union(before.order_by().values_list("category_path"))
    return {path for (path,) in found}


def _variants(actor: Actor, product_ids: Collection[UUID]) -> list[Variant]:
    offers = Offer.objects.filter(
        market_id=actor.market_id, variant_id=OuterRef("id"), state=OfferState.ACTIVE.value
    )
    rows = Variant.objects.filter(market_id=actor.market_id, product_id__in=product_ids)
    ordered = rows.select_related("product__category", "product__brand").order_by(
        "product_id", "position", "id"
    )
    terms = JSONObject(starts="starts_at", ends="ends_at", regions="region_codes")
    return list(ordered.annotate(open_by=ArraySubquery(offers.order_by().values(terms=terms))))


def _listings(variants: Sequence[Variant]) -> list[Listing]:
    listings: list[Listing] = []
    leading: dict[UUID, dict[str, Listing]] = {}
    for variant in variants:
        product = variant.product
        is_published = product.state == ProductState.PUBLISHED.value
        open_by = _when_open(variant.open_by)  # type: ignore[attr-defined]  # annotated
        is_listed = is_published and variant.is_active and bool(open_by)
        own = traits({**product.attributes, **variant.options})
        texts = search_texts(_names(variant), product.aliases)
        listing = Listing(
            variant=variant,
            market_id=variant.market_id,
            product=product,
            brand=product.brand,
            category_path=product.category.path,
            listed=is_listed,
            lead=False,
            sku=variant.sku,
            sort_key=texts.sort_key,
            name_text=texts.name,
            pinyin_text=texts.pinyin,
            initials_text=texts.initials,
            alias_text=texts.alias,
            syllables=list(texts.syllables),
            traits=own,
            product_traits=own,
            always=open_by == ALWAYS and not (product.sale_starts_at or product.sale_ends_at),
            sale_starts_at=product.sale_starts_at,
            sale_ends_at=product.sale_ends_at,
        )
        listings.append(listing)
        if is_listed:
            leading.setdefault(product.id, {}).setdefault(open_by, listing)
    _lead(listings, leading)
    return listings


def _when_open(terms: Sequence[dict]) -> str:
    """When and where some of these offers are open, in one word; empty for no offers."""
    told = sorted({f"{each['starts']} {each['ends']} {each['regions']}" for each in terms})
    return ALWAYS if ALWAYS in told else "; ".join(told)


def _lead(listings: Sequence[Listing], leading: Mapping[UUID, Mapping[str, Listing]]) -> None:
    """Let the first listed variant stand for its product: of those that are open always, if there are any. Else the
    first of each time and region does, since it may be the only one that is open."""
    said: dict[UUID, dict[str, None]] = {}
    for listing in listings:
        if listing.listed:
            said.setdefault(listing.product_id, {}).update(dict.fromkeys(listing.traits))
    for product_id, firsts in leading.items():
        for listing in [firsts[ALWAYS]] if ALWAYS in firsts else firsts.values():
            listing.lead = True
            listing.product_traits = list(dict.fromkeys([*listing.traits, *said[product_id]]))


def _names(variant: Variant) -> Iterable[str]:
    product, brand = variant.product, variant.product.brand
    yield variant.name
    yield product.name
    yield from variant.options.values()
    yield from variant.names.values()
    yield from product.names.values()
    if brand:
        yield brand.name
        yield from brand.names.values()


def _write_codes(actor: Actor, variants: Sequence[Variant]) -> None:
    ids = [variant.id for variant in variants]
    wanted = {
        (variant.id, normalised_code(code), kind.value, unit)
        for variant in variants
        for code, kind, unit in _codes(variant)
    }
    packs = PackUnit.objects.filter(market_id=actor.market_id, variant_id__in=ids).exclude(gtin="")
    for variant_id, gtin, unit in packs.values_list("variant_id", "gtin", "unit"):
        wanted.add((variant_id, gtin, CodeKind.PACK.value, unit))
    _lead_on(actor, ids, wanted)
    found = Code.objects.filter(market_id=actor.market_id, variant_id__in=ids)
    there = {tuple(row[1:]): row[0] for row in found.values_list("id", "variant_id", "code", "kind", "unit")}
    gone = [code_id for key, code_id in there.items() if key not in wanted]
    Code.objects.filter(market_id=actor.market_id, id__in=gone).delete()
    Code.objects.bulk_create(
        [
            Code(market_id=actor.market_id, variant_id=variant_id, code=code, kind=kind, unit=unit)
            for variant_id, code, kind, unit in sorted(wanted - there.keys(), key=str)
        ],
        ignore_conflicts=True,
        batch_size=5000,
    )


def _lead_on(actor: Actor, ids: Sequence[UUID], wanted: set[tuple[UUID, str, str, str]]) -> None:
    """Let the codes of what was merged name what it was merged into, and nothing else."""
    rows = Merge.objects.filter(Q(kept_id__in=ids) | Q(merged_id__in=ids), market_id=actor.market_id)
    facts = rows.values_list("kept_id", "merged_id", "merged__sku", "merged__gtin")
    for kept_id, merged_id, sku, gtin in list(facts):
        wanted -= {each for each in wanted if each[0] == merged_id}
        if kept_id in ids:
            wanted.add((kept_id, normalised_code(sku), CodeKind.SKU.value, ""))
            if gtin:
                wanted.add((kept_id, gtin, CodeKind.GTIN.value, ""))


def _codes(variant: Variant) -> Iterable[tuple[str, CodeKind, str]]:
    yield variant.sku, CodeKind.SKU, ""
    if variant.product.code != variant.sku:
        yield variant.product.code, CodeKind.PRODUCT, ""
    if variant.gtin:
        yield variant.gtin, CodeKind.GTIN, ""
