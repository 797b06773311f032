"""Says at which terms articles are sold, thousands at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from dinghuo.catalogue.events import OffersLoaded
from dinghuo.catalogue.models import Offer, Product, Variant
from dinghuo.catalogue.permissions import LIMIT_OFFER, SAVE_OFFER
from dinghuo.catalogue.rules.rows import OfferLimits, OfferRow
from dinghuo.catalogue.states import OfferState
from dinghuo.catalogue.steps.check_offer import check_offer
from dinghuo.catalogue.steps.refresh_listings import refresh_listings
from dinghuo.catalogue.steps.write_products import write_offers
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotAllowed, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting


@dataclass(frozen=True, slots=True)
class LoadedOffer:
    """A seller's terms for the article with this SKU. `limits`: when and where it is open; None: as it is."""

    sku: str
    terms: OfferRow
    state: OfferState = OfferState.ACTIVE
    limits: OfferLimits | None = None


def load_offers(actor: Actor, offers: Sequence[LoadedOffer]) -> int:
    """Save the offers, each like save_offer, all of them or none; returns how many. The statements are constant, but
    for one for each thousand offers of which limits are told.

    Raises NotFound for an unknown article, NotAllowed for somebody else's offer, Invalid with every fault.
    """
    require(actor, SAVE_OFFER)
    with acting(actor):
        faults = Faults()
        for i, offer in enumerate(offers):
            if actor.scope != "market" and offer.terms.seller_id != actor.organisation_id:
                raise NotAllowed(SAVE_OFFER)
            check_offer(offer.terms, faults, f"offers.{i}")
        faults.raise_any()
        rows = Variant.objects.filter(market_id=actor.market_id, sku__in=[offer.sku for offer in offers])
        variants = {sku: ids for sku, *ids in rows.values_list("sku", "id", "product_id")}
        if missing := [offer.sku for offer in offers if offer.sku not in variants]:
            raise NotFound(missing[0])
        product_ids = {product_id for _variant_id, product_id in variants.values()}
        # Products are locked before their offers by everybody.
        products = Product.objects.filter(market_id=actor.market_id, id__in=product_ids)
        list(products.select_for_update(no_key=True).order_by("id").values_list("id"))
        for state in OfferState:
            mine = [(variants[offer.sku][0], offer.terms) for offer in offers if offer.state is state]
            if mine:
                write_offers(actor, mine, state)
        limited = [
            (variants[offer.sku][0], offer.terms.seller_id, offer.limits) for offer in offers if offer.limits
        ]
        if limited:
            require(actor, LIMIT_OFFER)
            _limit(actor, limited)
        refresh_listings(actor, product_ids)
        sellers = list({offer.terms.seller_id for offer in offers})
        if offers:
            record(actor, OffersLoaded(actor.market_id, parties=sellers, data={"offers": len(offers)}))
        return len(offers)


def _limit(actor: Actor, limited: Sequence[tuple[UUID, UUID, OfferLimits]]) -> None:
    """Write when and where these offers are open. Two statements."""
    wanted = {(variant_id, seller_id): limits for variant_id, seller_id, limits in limited}
    rows = Offer.objects.filter(
        market_id=actor.market_id, variant_id__in={variant_id for variant_id, _seller in wanted}
    )
    changed = [row for row in rows if (row.variant_id, row.seller_id) in wanted]
    for row in changed:
        limits = wanted[row.variant_id, row.seller_id]
        row.starts_at, row.ends_at, row.region_codes = limits.starts_at, limits.ends_at, list(limits.regions)
    Offer.objects.bulk_update(changed, ["starts_at", "ends_at", "region_codes"], batch_size=1000)
