"""Offers that sheets have proposed."""

from collections.abc import Sequence

from dinghuo.catalogue.models import OfferProposal
from dinghuo.catalogue.permissions import MERGE_GOODS, SAVE_OFFER
from dinghuo.catalogue.states import ProposalState
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound

MOST = 200


def proposals(actor: Actor, state: ProposalState | None = None) -> Sequence[OfferProposal]:
    """The seller's own, or the market's for who merges goods; those that wait first, then the newest. One statement."""
    require(actor, MERGE_GOODS if actor.scope == "market" else SAVE_OFFER)
    rows = OfferProposal.objects.filter(market_id=actor.market_id).select_related(
        "variant__product", "seller"
    )
    if actor.scope != "market":
        rows = rows.filter(seller_id=actor.organisation_id)
    if state:
        rows = rows.filter(state=state.value)
    found = list(rows.order_by("-id")[:MOST])
    return sorted(found, key=lambda each: each.state != ProposalState.WAITING.value)


def waiting_proposal(actor: Actor, sku: str, seller: str | None = None) -> OfferProposal:
    """The offer of this article that waits, of a seller by code where it is named; else the oldest. Raises NotFound."""
    require(actor, MERGE_GOODS)
    rows = OfferProposal.objects.filter(
        market_id=actor.market_id, variant__sku=sku, state=ProposalState.WAITING.value
    )
    found = (rows.filter(seller__code=seller) if seller else rows).order_by("id").first()
    if found is None:
        raise NotFound(sku)
    return found
