"""Proposes offers of what others sell already, as sheets that describe it anew mean them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from dinghuo.catalogue.events import OffersProposed
from dinghuo.catalogue.models import Merge, Offer, OfferProposal, Variant
from dinghuo.catalogue.states import OfferState, ProposalState
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.record import record


@dataclass(frozen=True, slots=True)
class Twin:
    """An article that is there already: by GTIN, or merged from the code that a seller still uses. `offered`: the
    seller offers it. `unit`: its base unit."""

    variant_id: UUID
    sku: str
    gtin: str
    unit: str
    offered: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a seller calls an article and on which terms it would sell it, in base units."""

    variant_id: UUID
    sku: str
    name: str
    gtin: str
    minimum: Decimal = Decimal(1)
    multiple: Decimal = Decimal(1)
    lead_time_days: int = 1


def twins_by_gtin(actor: Actor, seller_id: UUID, gtins: Collection[str]) -> dict[str, Twin]:
    """Articles of others with these barcodes, however many zeros stand in front, by the barcode as it was asked. Goods
    that only this seller offers are its own to describe. Two statements, none for nothing."""
    asked = {form: gtin for gtin in gtins for form in forms_of(gtin)}
    if not asked:
        return {}
    rows = Variant.objects.filter(
        Q(offers__state=OfferState.ACTIVE.value) & ~Q(offers__seller_id=seller_id),
        market_id=actor.market_id,
        gtin__in=list(asked),
        is_active=True,
    )
    found = {row.id: row for row in rows.select_related("product").distinct()}
    mine = _offered(actor, seller_id, found)
    return {asked[row.gtin]: _twin(row, mine) for row in found.values()}


def twins_by_merge(actor: Actor, seller_id: UUID, skus: Collection[str]) -> dict[str, Twin]:
    """What these SKUs were merged into. Two statements, one where nothing was."""
    rows = Merge.objects.filter(market_id=actor.market_id, merged__sku__in=skus).select_related(
        "kept__product", "merged"
    )
    found = {row.merged.sku: row.kept for row in rows}
    mine = _offered(actor, seller_id, {kept.id for kept in found.values()}) if found else set()
    return {sku: _twin(kept, mine) for sku, kept in found.items()}


def forms_of(gtin: str) -> set[str]:
    """A barcode with as many zeros in front as it may have."""
    bare = gtin.lstrip("0")
    return {bare.zfill(length) for length in (8, 12, 13, 14) if len(bare) <= length}


def propose_offers(actor: Actor, seller_id: UUID, offers: Sequence[Proposed]) -> None:
    """Write what waits for the operator; what waits for the same article already is replaced. Three statements."""
    waiting = OfferProposal.objects.filter(
        market_id=actor.market_id, seller_id=seller_id, state=ProposalState.WAITING.value
    )
    waiting.filter(variant_id__in=[each.variant_id for each in offers]).delete()
    OfferProposal.objects.bulk_create(
        [
            OfferProposal(
                market_id=actor.market_id,
                seller_id=seller_id,
                variant_id=each.variant_id,
                sku=each.sku,
                name=each.name[:200],
                gtin=each.gtin,
                minimum=each.minimum,
                multiple=each.multiple,
                lead_time_days=each.lead_time_days,
            )
            for each in {each.variant_id: each for each in offers}.values()
        ]
    )
    record(actor, OffersProposed(seller_id, "", [seller_id], {"offers": len(offers)}))


def take_back_offers(actor: Actor, seller_id: UUID, skus: Collection[str]) -> set[str]:
    """Take back what waits under these codes of the seller; returns those that were accepted, which stay."""
    rows = OfferProposal.objects.filter(market_id=actor.market_id, seller_id=seller_id, sku__in=skus)
    rows.filter(state=ProposalState.WAITING.value).update(state=ProposalState.TAKEN_BACK.value)
    return set(rows.filter(state=ProposalState.ACCEPTED.value).values_list("sku", flat=True))


def _twin(variant: Variant, offered: Collection[UUID]) -> Twin:
    return Twin(variant.id, variant.sku, variant.gtin, variant.product.base_unit, variant.id in offered)


def _offered(actor: Actor, seller_id: UUID, variant_ids: Collection[UUID]) -> set[UUID]:
    rows = Offer.objects.filter(
        market_id=actor.market_id,
        seller_id=seller_id,
        variant_id__in=variant_ids,
        state=OfferState.ACTIVE.value,
    )
    return set(rows.values_list("variant_id", flat=True))
