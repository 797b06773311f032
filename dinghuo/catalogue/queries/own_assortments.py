"""Which sets of goods are an actor's to look at and to change."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from dinghuo.catalogue.models import Assortment, AssortmentReach
from dinghuo.foundation.actor import Actor


def own_assortments(actor: Actor) -> QuerySet[Assortment]:
    """All of the market for who sees it whole; else those that count in the actor's own storefronts, nowhere else."""
    rows = Assortment.objects.filter(market_id=actor.market_id)
    if actor.scope == "market":
        return rows
    meant = AssortmentReach.objects.filter(
        market_id=actor.market_id, assortment_id=OuterRef("id"), excepted=False
    )
    own = Q(storefront__owner_id=actor.organisation_id) | Q(branch_id=actor.organisation_id)
    mine = AssortmentReach.objects.filter(own, market_id=actor.market_id).values("id")
    return rows.filter(Exists(meant), ~Exists(meant.exclude(id__in=mine)))
