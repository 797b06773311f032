"""How offers are compared in the market now, and how they were before."""

from collections.abc import Sequence
from dataclasses import dataclass

from dinghuo.catalogue.models import ComparisonPolicy
from dinghuo.catalogue.permissions import SET_COMPARISON
from dinghuo.catalogue.rules.ranking import Weights
from dinghuo.catalogue.states import ComparisonView
from dinghuo.foundation.actor import Actor, require

#: Versions that are told.
MOST = 50


@dataclass(frozen=True, slots=True)
class Comparing:
    """The weights, and what buyers see. `number` is the version; 0 for what counts where nobody has set anything."""

    weights: Weights = Weights()
    view: ComparisonView = ComparisonView.ALL
    number: int = 0


def comparing(actor: Actor) -> Comparing:
    """How offers are compared now. Checks no permission: it decides what a buyer is told. One statement."""
    rows = ComparisonPolicy.objects.filter(market_id=actor.market_id)
    found = rows.order_by("-number").first()
    if found is None:
        return Comparing()
    weights = Weights(found.price_weight, found.lead_time_weight, found.score_weight)
    return Comparing(weights, ComparisonView(found.view), found.number)


def comparison_versions(actor: Actor) -> Sequence[ComparisonPolicy]:
    """What was set, the newest first. One statement."""
    require(actor, SET_COMPARISON)
    return list(ComparisonPolicy.objects.filter(market_id=actor.market_id).order_by("-number")[:MOST])
