"""Goods by their codes, with all that an order line needs to know of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.catalogue.models import Offer, PackUnit, ShelfRow, Variant
from dinghuo.catalogue.queries.assortment import range_of
from dinghuo.catalogue.states import OfferState, ProductKind
from dinghuo.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class GoodsOffer:
    """A seller's terms: least quantity and step in base units."""

    seller_id: UUID
    seller_code: str
    minimum: Decimal
    multiple: Decimal
    lead_time_days: int
    backorder_allowed: bool


@dataclass(frozen=True, slots=True)
class Goods:
    """A variant as it is ordered. `factors`: base units by unit, the base unit first; offers: the first is the usual."""

    variant_id: UUID
    sku: str
    name: str
    names: Mapping[str, str]
    stocked: bool
    base_unit: str
    default_unit: str
    factors: Mapping[str, Decimal]
    tax_rate: Decimal
    offers: Sequence[GoodsOffer]


def find_goods(actor: Actor, storefront_id: UUID | None, skus: Iterable[str]) -> dict[str, Goods]:
    """The goods with these SKUs that a storefront offers, by SKU; what it doesn't offer is missing.

    Four statements, however many codes. Pass None for everything that is offered in the market.
    """
    wanted = [sku for sku in set(skus) if sku and "\0" not in sku]
    if not wanted:
        return {}
    shown = range_of(actor, storefront_id)
    listed = ShelfRow.objects.filter(shown.condition(actor), market_id=actor.market_id, sku__in=wanted)
    variants = (
        Variant.objects.filter(market_id=actor.market_id, id__in=listed.values("variant_id"))
        .order_by()
        .values("id", "sku", "name", "names", "product__kind", "product__base_unit", "product__tax_rate")
    )
    found = {row["id"]: row for row in variants}
    offers = _offers(actor, found, shown.seller_ids)
    packs = _packs(actor, found)
    return {
        row["sku"]: _goods(row, packs.get(variant_id, []), offers.get(variant_id, []))
        for variant_id, row in found.items()
    }


def _offers(
    actor: Actor, variant_ids: Iterable[UUID], sellers: Sequence[UUID]
) -> dict[UUID, list[GoodsOffer]]:
    rows = Offer.objects.filter(
        market_id=actor.market_id, variant_id__in=list(variant_ids), state=OfferState.ACTIVE.value
    ).order_by("variant_id", "position", "id")
    if sellers:
        rows = rows.filter(seller_id__in=sellers)
    by_variant: dict[UUID, list[GoodsOffer]] = {}
    for variant_id, *terms in rows.values_list(
        "variant_id",
        "seller_id",
        "seller__code",
        "minimum",
        "multiple",
        "lead_time_days",
        "backorder_allowed",
    ):
        by_variant.setdefault(variant_id, []).append(GoodsOffer(*terms))
    return by_variant


def _packs(actor: Actor, variant_ids: Iterable[UUID]) -> dict[UUID, list[tuple[str, Decimal, bool]]]:
    rows = PackUnit.objects.filter(market_id=actor.market_id, variant_id__in=list(variant_ids))
    by_variant: dict[UUID, list[tuple[str, Decimal, bool]]] = {}
    for variant_id, *pack in rows.order_by("factor", "unit").values_list(
        "variant_id", "unit", "factor", "is_default"
    ):
        by_variant.setdefault(variant_id, []).append((pack[0], pack[1], pack[2]))
    return by_variant


def _goods(
    row: dict[str, Any], packs: list[tuple[str, Decimal, bool]], offers: Sequence[GoodsOffer]
) -> Goods:
    base = row["product__base_unit"]
    return Goods(
        variant_id=row["id"],
        sku=row["sku"],
        name=row["name"],
        names=row["names"],
        stocked=row["product__kind"] == ProductKind.GOODS.value,
        base_unit=base,
        default_unit=next((unit for unit, _, is_default in packs if is_default), base),
        factors={base: Decimal(1)} | {unit: factor for unit, factor, _ in packs},
        tax_rate=row["product__tax_rate"],
        offers=offers,
    )
