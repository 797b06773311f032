"""Says at which terms a seller sells a variant, or that it doesn't any more."""

from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.events import OfferSaved
from dinghuo.catalogue.models import Offer, Product, Variant
from dinghuo.catalogue.permissions import SAVE_OFFER
from dinghuo.catalogue.rules.rows import OfferRow
from dinghuo.catalogue.states import OfferState
from dinghuo.catalogue.steps.check_offer import check_offer
from dinghuo.catalogue.steps.refresh_listings import refresh_listings
from dinghuo.catalogue.steps.write_products import write_offers
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Organisation


def save_offer(
    actor: Actor,
    sku: str,
    minimum: Decimal = Decimal(1),
    multiple: Decimal = Decimal(1),
    lead_time_days: int = 1,
    backorder_allowed: bool = False,
    position: int = 0,
    state: OfferState = OfferState.ACTIVE,
    seller_id: UUID | None = None,
) -> Offer:
    """Save the seller's offer for a variant (quantities in base units): the actor's own, or anyone's in the market.

    Raises NotFound for an unknown article or seller, Invalid with every fault.
    """
    require(actor, SAVE_OFFER)
    with acting(actor):
        seller_id = (seller_id if actor.scope == "market" else None) or actor.organisation_id
        if (
            seller_id is None
            or not Organisation.objects.filter(market_id=actor.market_id, id=seller_id).exists()
        ):
            raise NotFound("seller")
        rows = Variant.objects.filter(market_id=actor.market_id, sku=sku.replace("\0", ""))
        variant = rows.first()
        if variant is None:
            raise NotFound(sku)
        row = OfferRow(seller_id, minimum, multiple, lead_time_days, backorder_allowed, position)
        faults = Faults()
        check_offer(row, faults, "offer")
        faults.raise_any()
        # Products are locked before their offers by everybody.
        list(Product.objects.select_for_update(no_key=True).filter(id=variant.product_id))
        write_offers(actor, [(variant.id, row)], state)
        refresh_listings(actor, [variant.product_id])
        offer = Offer.objects.get(market_id=actor.market_id, variant_id=variant.id, seller_id=seller_id)
        data = {"sku": sku, "minimum": plain(minimum), "multiple": plain(multiple), "state": state.value}
        record(actor, OfferSaved(offer.id, sku, parties=[seller_id], data=data))
        return offer
