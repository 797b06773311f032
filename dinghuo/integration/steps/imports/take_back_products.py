"""Takes back products and variants that a sheet has made or changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q

from dinghuo.catalogue.actions.load_products import load_products
from dinghuo.catalogue.models import KitPart, Offer, Product, Variant
from dinghuo.catalogue.rules.rows import ProductRow
from dinghuo.catalogue.steps.fill_attributes import fill_attributes
from dinghuo.catalogue.steps.recount_categories import lock_categories, recount_categories
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.integration.steps.imports.kept_product import from_json
from dinghuo.integration.steps.imports.product_rows import known_names, merged
from dinghuo.integration.steps.imports.product_texts import changed, texts_of
from dinghuo.integration.steps.imports.stored_products import stored_products
from dinghuo.inventory.models import Stock
from dinghuo.ordering.models import CartLine, OrderLine
from dinghuo.pricing.models import Price


def take_back_products(
    actor: Actor, rows: Sequence[ReadRow], before: Sequence[Mapping[str, Any] | None]
) -> list[int]:
    """Drop what was new and put back what was changed; returns the places of rows on which something depends: a new
    variant that has a price, stock or an order or is a part of a kit that stays, a product that has been changed since.
    """
    new = [i for i, old in enumerate(before) if old is None]
    changed = [i for i, old in enumerate(before) if old is not None]
    stuck = _used(actor, rows, new) + _changed_since(actor, rows, changed, before)
    if not stuck:
        _drop(actor, [rows[i].values["sku"] for i in new])
    return stuck


def _used(actor: Actor, rows: Sequence[ReadRow], places: Sequence[int]) -> list[int]:
    skus = {rows[i].values["sku"]: i for i in places}
    market = {"market_id": actor.market_id, "variant_id": OuterRef("id")}
    parts = KitPart.objects.filter(market_id=actor.market_id, part_id=OuterRef("id"))
    kits = parts.exclude(kit__sku__in=list(skus))
    used = (
        Q(Exists(Price.objects.filter(**market)))
        | Q(Exists(Stock.objects.filter(**market)))
        | Q(Exists(OrderLine.objects.filter(**market)))
        | Q(Exists(CartLine.objects.filter(**market)))
        | Q(Exists(kits))
        | Q(Exists(Offer.objects.filter(**market).exclude(seller_id=actor.organisation_id)))
    )
    there = Variant.objects.filter(market_id=actor.market_id, sku__in=list(skus))
    known = dict(there.annotate(is_used=used).values_list("sku", "is_used"))
    return [i for sku, i in skus.items() if known.get(sku, True)]


def _drop(actor: Actor, skus: Sequence[str]) -> None:
    variants = Variant.objects.filter(market_id=actor.market_id, sku__in=skus)
    products = list(variants.values_list("product_id", "product__category__path"))
    paths = {path for _id, path in products}
    lock_categories(actor, paths)
    variants.delete()
    bare = ~Exists(Variant.objects.filter(market_id=actor.market_id, product_id=OuterRef("id")))
    Product.objects.filter(
        bare, market_id=actor.market_id, id__in=[each for each, _path in products]
    ).delete()
    recount_categories(actor, paths)


def _differs(told: ProductRow, stored: ProductRow) -> bool:
    there = texts_of(stored)
    return any(changed(there.get(sku, {}), texts) for sku, texts in texts_of(told).items())


def _changed_since(
    actor: Actor, rows: Sequence[ReadRow], places: Sequence[int], before: Sequence[Mapping[str, Any] | None]
) -> list[int]:
    """Put back the changed products; the places of rows whose variant isn't as the sheet left it."""
    families: dict[str, list[int]] = {}
    for i in places:
        families.setdefault(rows[i].values.get("code", rows[i].values["sku"]), []).append(i)
    stored = stored_products(actor, families)
    known = known_names(actor, {})
    again = [
        merged(actor, code, [rows[i] for i in mine], stored[code], known)
        for code, mine in families.items()
        if code in stored
    ]
    # In the form in which they are kept: a sheet may call a choice by any of its names.
    kept = {row.code: row for row in fill_attributes(actor, again, Faults())}
    stuck, back = [], []
    for code, mine in families.items():
        if code not in stored or _differs(kept[code], stored[code]):
            stuck += mine
            continue
        back += [from_json(old["was"]) for i in mine if (old := before[i]) and "was" in old]
    if back and not stuck:
        load_products(actor, back)
    return stuck
