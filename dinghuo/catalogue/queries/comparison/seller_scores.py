"""How good sellers are, as the operator judged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.models import SellerScore
from dinghuo.catalogue.permissions import SCORE_SELLER
from dinghuo.foundation.actor import Actor, require
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.states import Part

#: Sellers that are told at once.
MOST = 200


@dataclass(frozen=True, slots=True)
class ScoredSeller:
    """A seller and its last judgement, if there is one."""

    seller: Organisation
    last: SellerScore | None


def scores_of(actor: Actor, seller_ids: Iterable[UUID]) -> dict[UUID, Decimal]:
    """The scores of these sellers; who has none is missing. Checks no permission: it feeds a ranking. One statement."""
    rows = SellerScore.objects.filter(market_id=actor.market_id, seller_id__in=set(seller_ids))
    last = rows.order_by("seller_id", "-number").distinct("seller_id")
    return {row.seller_id: row.score for row in last if row.score is not None}


def scored_sellers(actor: Actor) -> Sequence[ScoredSeller]:
    """The market's sellers with their last judgements, by name. Two statements."""
    require(actor, SCORE_SELLER)
    sellers = Organisation.objects.filter(
        market_id=actor.market_id, parts__contains=[Part.SUPPLIER.value]
    ).order_by("name", "id")[:MOST]
    rows = SellerScore.objects.filter(market_id=actor.market_id)
    last = {row.seller_id: row for row in rows.order_by("seller_id", "-number").distinct("seller_id")}
    return [ScoredSeller(seller, last.get(seller.id)) for seller in sellers]
