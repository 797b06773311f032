"""The list to which a seller's prices go where nothing names one."""

from collections.abc import Iterable
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.pricing.models import PriceList
from dinghuo.pricing.queries.price_lists import visible_lists
from dinghuo.pricing.states import ListKind, ListState


def usual_lists(actor: Actor, seller_ids: Iterable[UUID]) -> dict[UUID, PriceList]:
    """By seller, the only base list that counts everywhere, else its only base list; who has several has no usual one.
    One statement."""
    rows = visible_lists(actor).filter(
        seller_id__in=set(seller_ids), kind=ListKind.BASE.value, state=ListState.ACTIVE.value, order_type=""
    )
    by_seller: dict[UUID, list[PriceList]] = {}
    for row in rows:
        by_seller.setdefault(row.seller_id, []).append(row)
    usual = {}
    for seller_id, mine in by_seller.items():
        everywhere = [row for row in mine if row.storefront_id is None] or mine
        if len(everywhere) == 1:
            usual[seller_id] = everywhere[0]
    return usual
