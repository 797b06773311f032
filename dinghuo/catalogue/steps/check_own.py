"""Keeps sellers to their own products: those that nobody else offers."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Offer, Product
from dinghuo.catalogue.permissions import SAVE_PRODUCT
from dinghuo.catalogue.rules.rows import ProductRow
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults, NotAllowed


def check_own(actor: Actor, codes: Collection[str], permission: str = SAVE_PRODUCT) -> None:
    """Raise NotAllowed if one of these products isn't the actor's to change. One statement.

    Who sees the whole market may change any. A seller may change what it alone offers: what others sell as well, or
    the operator has described and nobody offers yet, isn't its own.
    """
    if not_own(actor, codes):
        raise NotAllowed(permission)


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


def check_own_offers(
    actor: Actor, rows: Sequence[ProductRow], faults: Faults, path: str = "products"
) -> None:
    """Collect where a seller offers nothing itself, or speaks for somebody else."""
    if actor.scope == "market":
        return
    for i, row in enumerate(rows):
        for j, variant in enumerate(row.variants):
            if {offer.seller_id for offer in variant.offers} != {actor.organisation_id}:
                told = _("Offer it yourself, and in nobody else's name.")
                faults.add(f"{path}.{i}.variants.{j}.offers", "own", told)


def _offers(actor: Actor) -> QuerySet[Offer]:
    return Offer.objects.filter(market_id=actor.market_id, variant__product_id=OuterRef("id"))
