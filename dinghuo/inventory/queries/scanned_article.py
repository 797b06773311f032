"""Finds what a scanned code names."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from dinghuo.catalogue.models import PackUnit, Variant
from dinghuo.catalogue.queries.find_variants import FoundVariant, find_variants
from dinghuo.catalogue.queries.merging.merged_into import merged_skus, same_goods
from dinghuo.foundation.actor import Actor
from dinghuo.inventory.rules.gs1 import Scanned


@dataclass(frozen=True, slots=True)
class ScannedArticle:
    """An article and the unit that was scanned: a case by its own code counts `factor` base units. `same`: the article
    itself and those that were merged into it, whose goods and orders may still carry their own name."""

    variant: FoundVariant
    unit: str
    factor: Decimal
    same: frozenset[UUID]


def scanned_article(actor: Actor, scanned: Scanned) -> ScannedArticle | None:
    """The article with this GTIN or, for a code that isn't GS1, with this SKU; what was merged into another is that
    one. Four statements, two more for what isn't sold any more."""
    sku, unit = _by_gtin(actor, scanned.gtin) if scanned.gtin else (scanned.code, "")
    found = find_variants(actor, [sku]) if sku else {}
    if sku not in found and not scanned.gtin:
        found = _any_case(actor, sku)
    variant = next(iter(found.values()), None)
    if variant is None:
        return None
    unit = unit or variant.base_unit
    variant = _became(actor, variant)
    same = same_goods(actor, variant.variant_id)
    return ScannedArticle(variant, unit, variant.factors[unit], same)


def _became(actor: Actor, variant: FoundVariant) -> FoundVariant:
    # Merging gives the one that stays every unit of the one that goes.
    kept = None if variant.active else merged_skus(actor, [variant.sku]).get(variant.sku)
    return find_variants(actor, [kept])[kept] if kept else variant


def _by_gtin(actor: Actor, gtin: str) -> tuple[str, str]:
    # Kept as they were typed: the same number may stand there with or without the zeros that fill it up.
    bare = gtin.lstrip("0")
    forms = {bare, *(bare.zfill(length) for length in (8, 12, 13, 14))}
    sku = (
        Variant.objects.filter(market_id=actor.market_id, gtin__in=forms)
        .values_list("sku", flat=True)
        .first()
    )
    if sku is not None:
        return sku, ""
    packs = PackUnit.objects.filter(Q(gtin__in=forms), market_id=actor.market_id)
    return packs.values_list("variant__sku", "unit").first() or ("", "")


def _any_case(actor: Actor, sku: str) -> dict[str, FoundVariant]:
    rows = Variant.objects.filter(market_id=actor.market_id, sku__iexact=sku.replace("\0", ""))
    return find_variants(actor, rows.values_list("sku", flat=True)[:1])
