"""Which products are somebody's own to change: those that nobody else offers."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from dinghuo.catalogue.models import Offer, Product
from dinghuo.foundation.actor import Actor


def not_own(actor: Actor, codes: Collection[str]) -> set[str]:
    """The codes of those among these products that aren't the actor's to change. One statement."""
    if actor.scope == "market":
        return set()
    return of_others(actor, codes, actor.organisation_id)


def of_others(actor: Actor, codes: Collection[str], seller_id: UUID | None) -> set[str]:
    """The codes of those among these products that aren't the seller's alone. One statement."""
    products = Product.objects.filter(market_id=actor.market_id, code__in=codes)
    own = _offers(actor).filter(seller_id=seller_id)
    others = _offers(actor).exclude(seller_id=seller_id)
    return set(products.exclude(Exists(own) & ~Exists(others)).values_list("code", flat=True))


def _offers(actor: Actor) -> QuerySet[Offer]:
    return Offer.objects.filter(market_id=actor.market_id, variant__product_id=OuterRef("id"))
