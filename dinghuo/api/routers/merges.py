"""The calls about goods that are one thing: merging them, and offers that sheets have proposed."""

from decimal import Decimal
from typing import Any

from ninja import Router

from dinghuo.api.bodies import merges as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.shapes.merge import (
    MergeAnswer,
    MergePreviewAnswer,
    MergesAnswer,
    OfferProposalAnswer,
    OfferProposalsAnswer,
    SameGtinPage,
    merge_row_shape,
    merge_shape,
    preview_shape,
    proposal_shape,
)
from dinghuo.api.values import Word
from dinghuo.catalogue.actions.proposals.accept_proposal import accept_proposal
from dinghuo.catalogue.actions.proposals.decline_proposal import decline_proposal
from dinghuo.catalogue.queries.merging.merged_into import merges
from dinghuo.catalogue.queries.merging.proposals import proposals, waiting_proposal
from dinghuo.catalogue.queries.merging.same_gtin import same_gtin
from dinghuo.inventory.queries.carried_stock import left_behind
from dinghuo.ordering.actions.merge_goods import merge_goods
from dinghuo.ordering.queries.merge_preview import merge_preview

router = Router(tags=["Products"])


@router.get("/merges", response=MergesAnswer, operation_id="merges")
@reading()
def get_merges(request: Call) -> dict[str, Any]:
    """What was merged into what, and what has become free of it since. For the operator."""
    rows = merges(request.auth)
    left = left_behind(request.auth, [row.merged_id for row in rows])
    found = [merge_row_shape(row, left.get(row.merged_id, Decimal(0))) for row in rows]
    return {"items": found, "next": None}


@router.get("/merges/proposals", response=SameGtinPage, operation_id="merge_proposals")
@reading()
def get_merge_proposals(request: Call) -> dict[str, Any]:
    """Articles on sale that carry one barcode, written with more or fewer zeros or as a pack of one."""
    items = [
        {"kept": each.kept, "merged": each.merged, "gtin": each.gtin} for each in same_gtin(request.auth)
    ]
    return {"items": items, "next": None}


@router.get("/merges/preview", response=MergePreviewAnswer, operation_id="preview_merge")
@reading()
def get_preview(request: Call, kept: Word, merged: Word) -> dict[str, Any]:
    """What merging two articles would do, and what speaks against it. Nothing is written."""
    return preview_shape(merge_preview(request.auth, kept, merged))


@router.post("/merges", response=MergeAnswer, operation_id="merge_goods")
@writing()
def post_merge(request: Call, body: bodies.MergeIn) -> dict[str, Any]:
    """Merge one article into another: offers, prices, free stock, units, codes, kits, carts and links come over.

    Orders stay as they were placed. It can't be undone. Merged already, what has become free since is carried over.
    """
    return merge_shape(merge_goods(request.auth, body.kept, body.merged, body.why))


@router.get("/offer-proposals", response=OfferProposalsAnswer, operation_id="offer_proposals")
@reading()
def get_proposals(request: Call) -> dict[str, Any]:
    """Offers that sheets have proposed, because others sell what they describe: a seller's own, or the market's."""
    return {"items": [proposal_shape(each) for each in proposals(request.auth)], "next": None}


@router.post("/offer-proposals", response=OfferProposalAnswer, operation_id="decide_offer_proposal")
@writing()
def post_decision(request: Call, body: bodies.ProposalDecision) -> dict[str, Any]:
    """Let the seller sell the article, or say why it isn't that. For the operator."""
    waiting = waiting_proposal(request.auth, body.sku, body.seller)
    if body.accept:
        return proposal_shape(accept_proposal(request.auth, waiting.id))
    return proposal_shape(decline_proposal(request.auth, waiting.id, body.reason))
