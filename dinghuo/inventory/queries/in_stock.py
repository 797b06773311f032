"""Narrows lists of goods to what could be promised to a buyer: the one definition as a condition."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, OuterRef, Q

from dinghuo.catalogue.models import Kit, Offer
from dinghuo.catalogue.states import OfferState
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.row_statement import RowStatement
from dinghuo.foundation.statements import beside
from dinghuo.inventory.models import DisplayRule, LifeRule, SafetyStock, Stock
from dinghuo.inventory.queries.available import free_stock
from dinghuo.inventory.queries.cart_holds import holds_goods
from dinghuo.inventory.queries.displays import Displays
from dinghuo.inventory.queries.promisable import asking, promisable
from dinghuo.inventory.states import Shows

IN_STOCK = beside(__file__).replace("{article}", promisable("s.variant_id = {variant}"))
KIT_IN_STOCK = beside(__file__, "kit_in_stock").replace(
    "{part}", promisable("s.variant_id = k.part_id AND s.owner_id = o.seller_id")
)
#: What a buyer may still have of articles, by article and seller.
Limits = Mapping[tuple[UUID, UUID], Decimal]


def in_stock(
    actor: Actor, storefront_id: UUID, buyer_id: UUID | None = None, limits: Limits | None = None
) -> Exists | Q:
    """A condition for catalogue lists on a row's `variant_id`: somebody who offers it and says so to the buyer could
    promise it some; of a kit, enough of each part for one. `limits`: what sellers let this buyer have (quotas).

    Who hides its stock isn't found by it. Three statements and at most three more, two of them where anybody hides it.
    In a market in which nothing is kept back, held, limited or asked to be fresh, what is free is enough to know.
    """
    hidden = _hiding(actor, storefront_id, buyer_id)
    free = free_stock(actor).exclude(owner_id__in=hidden) if hidden else free_stock(actor)
    open_now = Offer.objects.filter(
        market_id=actor.market_id, variant_id=OuterRef("variant_id"), seller_id=OuterRef("owner_id")
    ).filter(state=OfferState.ACTIVE.value)
    stock: Any = Exists(free.filter(Exists(open_now), variant_id=OuterRef("variant_id")))
    values = asking(actor, buyer_id) | _parameters(hidden, limits or {})
    if limits or _is_ruled(actor, buyer_id):
        # What is free at all is quick to find; only of that the rules are asked.
        stock = Q(stock) & Q(_condition(IN_STOCK, values))
    kits = Kit.objects.filter(market_id=actor.market_id)
    if not kits.exists():
        return stock
    is_kit = Exists(kits.filter(variant_id=OuterRef("variant_id")))
    return (Q(stock) & ~Q(is_kit)) | (Q(is_kit) & Q(_condition(KIT_IN_STOCK, values)))


def _condition(statement: str, values: Mapping[str, Any]) -> RowStatement:
    return RowStatement(statement, values, {"variant": "variant_id"}, BooleanField())


def _parameters(hidden: list[UUID], limits: Limits) -> dict[str, Any]:
    return {
        "hidden": hidden,
        "limited": [variant_id for variant_id, _seller in limits],
        "limiters": [seller_id for _variant, seller_id in limits],
        "limits": list(limits.values()),
    }


def _is_ruled(actor: Actor, buyer_id: UUID | None) -> bool:
    """Whether more than what is free decides: something is kept back, held, or asked to be fresh. One statement, and
    another where nothing is."""
    market = {"market_id": actor.market_id}
    fresh = LifeRule.objects.filter(Q(buyer=None) | Q(buyer_id=buyer_id), **market)
    if SafetyStock.objects.filter(**market).exists() or holds_goods(actor):
        return True
    return buyer_id is not None and fresh.exists()


def _hiding(actor: Actor, storefront_id: UUID, buyer_id: UUID | None) -> list[UUID]:
    sellers = DisplayRule.objects.filter(market_id=actor.market_id, shows=Shows.HIDDEN)
    if not sellers.exists():
        return []
    owners = Stock.objects.filter(market_id=actor.market_id).values_list("owner_id", flat=True).distinct()
    asks = {(owner_id, storefront_id, buyer_id) for owner_id in owners}
    displays = Displays(actor, asks)
    return [ask[0] for ask in asks if displays.of(*ask).shows == Shows.HIDDEN]
