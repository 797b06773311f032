"""Takes what a basket needs of stock and money: all of it or nothing."""

from dataclasses import dataclass
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import DinghuoError
from dinghuo.inventory.queries.displays import Displays
from dinghuo.inventory.rules.incoming import IncomingPool
from dinghuo.inventory.rules.shown import Display
from dinghuo.inventory.rules.supply import Supply
from dinghuo.ordering.rules.quotas import Rations
from dinghuo.ordering.steps.basket import Basket
from dinghuo.ordering.steps.charge_orders import Funds, charge_orders
from dinghuo.ordering.steps.ration_basket import ration_basket, rations_of
from dinghuo.ordering.steps.reserve_drafts import give_back, reserve_drafts


@dataclass(frozen=True, slots=True)
class Pools:
    """All that several baskets take from: what is in stock, on its way, allowed and paid with."""

    supply: Supply
    incoming: IncomingPool
    rations: Rations
    funds: Funds


def hold_basket(actor: Actor, basket: Basket, pools: Pools, displays: Displays) -> None:
    """Take stock (and promises) for the drafts and money for the orders; nothing is written yet.

    Raises QuotaExceeded, OutOfStock, CreditExceeded, PrepaidShort ..., and then leaves all for the next basket.
    """
    ration_basket(basket, pools.rations)
    try:
        _hold(actor, basket, pools, displays)
    except DinghuoError:
        pools.rations.put_back(rations_of(basket))
        raise


def _hold(actor: Actor, basket: Basket, pools: Pools, displays: Displays) -> None:
    purchase = basket.purchase

    def display_of(seller_id: UUID) -> Display:
        return displays.of(seller_id, purchase.storefront_id, purchase.buyer_id)

    region = basket.address.get("region_code") or ""
    basket.taken = reserve_drafts(pools.supply, pools.incoming, basket.drafts, region, display_of)
    try:
        charge_orders(actor, basket, pools.funds)
    except DinghuoError:
        give_back(pools.supply, pools.incoming, basket.drafts, basket.taken)
        basket.taken = []
        raise
