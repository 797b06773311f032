"""Says when and where an offer is open."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.events import OfferLimited
from dinghuo.catalogue.models import Offer, Product
from dinghuo.catalogue.permissions import LIMIT_OFFER
from dinghuo.catalogue.steps.check_times import check_times, told_times
from dinghuo.catalogue.steps.refresh_listings import refresh_listings
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.rules.regions import region


def limit_offer(
    actor: Actor,
    sku: str,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    regions: Sequence[str] = (),
    seller_id: UUID | None = None,
) -> Offer:
    """Open the seller's offer of an article from `starts_at` until before `ends_at`, in these regions (codes of 2, 4, 6
    or 9 figures, with all below them); without them always and everywhere. The actor's own, or anyone's in the market.

    Raises NotFound, or Invalid with every fault.
    """
    require(actor, LIMIT_OFFER)
    with acting(actor):
        seller_id = (seller_id if actor.scope == "market" else None) or actor.organisation_id
        rows = Offer.objects.filter(
            market_id=actor.market_id, variant__sku=sku.replace("\0", ""), seller_id=seller_id
        )
        product_id = rows.values_list("variant__product_id", flat=True).first()
        if product_id is None:
            raise NotFound(sku)
        faults = Faults()
        check_times(faults, starts_at, ends_at)
        codes = _read(faults, regions)
        faults.raise_any()
        # Products are locked before their offers by everybody.
        list(Product.objects.select_for_update(no_key=True).filter(id=product_id))
        rows.update(starts_at=starts_at, ends_at=ends_at, region_codes=codes)
        refresh_listings(actor, [product_id])
        told = {**told_times(starts_at, ends_at), "regions": codes}
        offer = rows.get()
        record(actor, OfferLimited(offer.id, sku, [offer.seller_id], told))
        return offer


def _read(faults: Faults, regions: Sequence[str]) -> list[str]:
    codes = []
    for code in dict.fromkeys(each.strip() for each in regions if each.strip()):
        if region(code) is None:
            faults.add("regions", "unknown", _("There is no region %(code)s.") % {"code": code[:20]})
        codes.append(code)
    # What lies in a region that is named anyway says nothing more.
    return [code for code in codes if not any(code != other and code.startswith(other) for other in codes)]
