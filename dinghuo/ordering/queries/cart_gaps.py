"""What lacks to what orders must and should come to, of what is in a cart."""

from collections.abc import Sequence
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.ordering.queries.cart import CartSheet
from dinghuo.ordering.rules.minimums import Gap, gaps
from dinghuo.organisations.queries.buying_terms import buying_terms

__all__ = ["Gap", "cart_gaps"]


def cart_gaps(actor: Actor, storefront_id: UUID, sheet: CartSheet) -> Sequence[Gap]:
    """The gaps of the actor's cart, those that keep it from being ordered first. One statement at most."""
    if not sheet.shares or actor.organisation_id is None:
        return []
    terms = buying_terms(actor, actor.organisation_id, storefront_id)
    totals = {share.seller_id: share.total for share in sheet.shares}
    return gaps(terms.minimums, totals, sheet.currency) if terms else []
