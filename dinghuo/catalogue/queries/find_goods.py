"""Goods by their codes, with all that an order line needs to know of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.models import Offer, ShelfRow, Variant
from dinghuo.catalogue.queries.assortment import range_of
from dinghuo.catalogue.queries.find_variants import FoundVariant, read_variants
from dinghuo.catalogue.states import OfferState
from dinghuo.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class GoodsOffer:
    """A seller's terms: least quantity and step in base units."""

    seller_id: UUID
    seller_code: str
    seller_name: str
    seller_names: Mapping[str, str]
    minimum: Decimal
    multiple: Decimal
    lead_time_days: int
    backorder_allowed: bool


@dataclass(frozen=True, slots=True)
class Goods:
    """A variant as it is ordered. `factors`: base units by unit, base unit first; `offers`: the usual one first."""

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

    Three statements, however many codes. Pass None for everything that is offered in the market.
    """
    wanted = [sku for sku in set(skus) if sku and "\0" not in sku]
    if not wanted:
        return {}
    shown = range_of(actor, storefront_id)
    listed = ShelfRow.objects.filter(shown.condition(actor), market_id=actor.market_id, sku__in=wanted)
    variants = read_variants(
        Variant.objects.filter(market_id=actor.market_id, id__in=listed.values("variant_id"))
    )
    offers = offers_for(actor, [variant.variant_id for variant in variants], shown.seller_ids)
    return {variant.sku: _goods(variant, offers.get(variant.variant_id, [])) for variant in variants}


def offers_for(
    actor: Actor, variant_ids: Iterable[UUID], seller_ids: Sequence[UUID] = ()
) -> dict[UUID, list[GoodsOffer]]:
    """The active offers of variants, of these sellers or of all; each variant's usual one first. One statement."""
    rows = Offer.objects.filter(
        market_id=actor.market_id, variant_id__in=list(variant_ids), state=OfferState.ACTIVE.value
    ).order_by("variant_id", "position", "id")
    if seller_ids:
        rows = rows.filter(seller_id__in=seller_ids)
    found: dict[UUID, list[GoodsOffer]] = {}
    for offer in rows.select_related("seller"):
        found.setdefault(offer.variant_id, []).append(
            GoodsOffer(
                offer.seller_id,
                offer.seller.code,
                offer.seller.name,
                offer.seller.names,
                offer.minimum,
                offer.multiple,
                offer.lead_time_days,
                offer.backorder_allowed,
            )
        )
    return found


def _goods(variant: FoundVariant, offers: Sequence[GoodsOffer]) -> Goods:
    return Goods(
        variant_id=variant.variant_id,
        sku=variant.sku,
        name=variant.name,
        names=variant.names,
        stocked=variant.stocked,
        base_unit=variant.base_unit,
        default_unit=variant.default_unit,
        factors=variant.factors,
        tax_rate=variant.tax_rate,
        offers=offers,
    )
