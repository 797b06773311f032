"""Keeps sellers to their own products: those that nobody else offers."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from dinghuo.catalogue.permissions import SAVE_PRODUCT
from dinghuo.catalogue.queries.own_products import not_own, of_others
from dinghuo.catalogue.rules.rows import ProductRow
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults, NotAllowed

__all__ = ["check_own", "check_own_offers", "not_own", "of_others"]


def check_own(actor: Actor, codes: Collection[str], permission: str = SAVE_PRODUCT) -> None:
    """Raise NotAllowed if one of these products isn't the actor's to change. One statement.

    Who sees the whole market may change any. A seller may change what it alone offers: what others sell as well, or
    the operator has described and nobody offers yet, isn't its own.
    """
    if not_own(actor, codes):
        raise NotAllowed(permission)


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
