"""Variants by their SKU, listed or not: for who keeps their prices and stock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet, Value
from django.db.models.expressions import RawSQL

from dinghuo.catalogue.models import Variant
from dinghuo.catalogue.states import ProductKind
from dinghuo.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class FoundVariant:
    """A variant and its units. `factors`: base units by unit, the base unit first. `decimals`: how far the base unit
    may be divided; `active` is false of what isn't sold any more."""

    variant_id: UUID
    sku: str
    name: str
    names: Mapping[str, str]
    stocked: bool
    base_unit: str
    default_unit: str
    factors: Mapping[str, Decimal]
    tax_rate: Decimal
    decimals: int = 0
    active: bool = True


def find_variants(actor: Actor, skus: Iterable[str]) -> dict[str, FoundVariant]:
    """The variants with these SKUs, by SKU; unknown ones are missing. One statement."""
    wanted = [sku for sku in set(skus) if sku and "\0" not in sku]
    if not wanted:
        return {}
    # One array: a list of ten thousand parameters takes longer to write out than the statement takes to run.
    among = RawSQL("SELECT unnest(%s::text[])", [wanted])
    found = read_variants(Variant.objects.filter(market_id=actor.market_id, sku__in=among))
    return {variant.sku: variant for variant in found}


def read_variants(variants: QuerySet[Variant]) -> list[FoundVariant]:
    """Read the variants with their units. One statement."""
    by_size = ["packs__factor", "packs__unit"]
    rows = variants.order_by().annotate(
        units=ArrayAgg("packs__unit", order_by=by_size),
        factors=ArrayAgg("packs__factor", order_by=by_size),
        decimals=ArrayAgg("packs__decimals", order_by=by_size),
        usual=ArrayAgg("packs__unit", filter=Q(packs__is_default=True), default=Value([])),
    )
    columns = ("id", "sku", "name", "names", "product__kind", "product__base_unit", "product__tax_rate")
    packs = ("units", "factors", "decimals", "usual")
    return [_variant(*row) for row in rows.values_list(*columns, "is_active", *packs)]


def _variant(
    variant_id: UUID,
    sku: str,
    name: str,
    names: Mapping[str, str],
    kind: str,
    base_unit: str,
    tax_rate: Decimal,
    active: bool,
    units: list[str],
    factors: list[Decimal],
    decimals: list[int],
    usual: list[str],
) -> FoundVariant:
    return FoundVariant(
        variant_id=variant_id,
        sku=sku,
        name=name,
        names=names,
        stocked=kind == ProductKind.GOODS.value,
        base_unit=base_unit,
        default_unit=usual[0] if usual else base_unit,
        factors={base_unit: Decimal(1)} | dict(zip(units, factors, strict=True)),
        tax_rate=tax_rate,
        decimals=dict(zip(units, decimals, strict=True)).get(base_unit, 0),
        active=active,
    )
