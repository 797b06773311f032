"""Lets a seller sell what somebody else described, as its sheet proposed it."""

from uuid import UUID

from dinghuo.catalogue.models import OfferProposal
from dinghuo.catalogue.permissions import MERGE_GOODS
from dinghuo.catalogue.rules.rows import OfferRow
from dinghuo.catalogue.states import ProposalState
from dinghuo.catalogue.steps.check_offer import check_offer
from dinghuo.catalogue.steps.lock_proposal import decide_proposal, lock_proposal
from dinghuo.catalogue.steps.merge_variants import lock_products
from dinghuo.catalogue.steps.refresh_listings import refresh_listings
from dinghuo.catalogue.steps.write_products import write_offers
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.tenancy import acting


def accept_proposal(actor: Actor, proposal_id: UUID) -> OfferProposal:
    """Make the proposed offer one: the seller's own code names the article in its sheets from now on.

    Raises NotFound, ProposalDecided, Invalid where the terms don't go with the article.
    """
    require(actor, MERGE_GOODS)
    with acting(actor):
        proposal = lock_proposal(actor, proposal_id)
        variant = proposal.variant
        lock_products(actor, (variant.sku, variant.sku))
        row = OfferRow(
            proposal.seller_id, proposal.minimum, proposal.multiple, proposal.lead_time_days, position=100
        )
        faults = Faults()
        check_offer(row, faults, "offer")
        faults.raise_any()
        write_offers(actor, [(variant.id, row)])
        refresh_listings(actor, [variant.product_id])
        decide_proposal(actor, proposal, ProposalState.ACCEPTED)
        return proposal
