"""Asks what a market's orders cost beside their goods and must come to, where it says that there is anything."""

from collections.abc import Callable, Sequence
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.ordering.queries.order_terms import TermsAsk, find_order_terms
from dinghuo.ordering.rules.draft import Draft
from dinghuo.ordering.steps.basket import Basket


def ask_terms(actor: Actor, baskets: Sequence[Basket]) -> Callable[[], None]:
    """Ask for the terms of these baskets, one statement for all, none where the market has none; call what comes back
    to give each basket its terms."""
    asked = [basket for basket in baskets if basket.purchase.order_terms]
    goods = {(article_of(draft), draft.seller_id) for basket in asked for draft in basket.drafts}
    found = find_order_terms(actor, [_ask(basket) for basket in asked], goods, now())

    def give() -> None:
        told = found()
        for basket in asked:
            basket.terms = told[_ask(basket)]

    return give


def article_of(draft: Draft) -> UUID:
    """What was ordered: an article, or the kit that it is a part of."""
    return draft.kit.variant_id if draft.kit else draft.variant_id


def _ask(basket: Basket) -> TermsAsk:
    purchase = basket.purchase
    region = str(basket.address.get("region_code") or "")
    return TermsAsk(purchase.buyer_id, purchase.storefront_id, purchase.currency, region)
