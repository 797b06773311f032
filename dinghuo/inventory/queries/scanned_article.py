"""Finds what a scanned code names."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from dinghuo.catalogue.models import PackUnit, Variant
from dinghuo.catalogue.queries.find_variants import FoundVariant, find_variants
from dinghuo.foundation.actor import Actor
from dinghuo.inventory.rules.gs1 import Scanned


@dataclass(frozen=True, slots=True)
class ScannedArticle:
    """An article and the unit that was scanned: a case by its own code counts `factor` base units."""

    variant: FoundVariant
    unit: str
    factor: Decimal


def scanned_article(actor: Actor, scanned: Scanned) -> ScannedArticle | None:
    """The article with this GTIN or, for a code that isn't GS1, with this SKU. Three statements."""
    sku, unit = _by_gtin(actor, scanned.gtin) if scanned.gtin else (scanned.code, "")
    found = find_variants(actor, [sku]) if sku else {}
    if sku not in found and not scanned.gtin:
        found = _any_case(actor, sku)
    variant = next(iter(found.values()), None)
    if variant is None:
        return None
    unit = unit or variant.base_unit
    return ScannedArticle(variant, unit, variant.factors[unit])


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
