"""Takes what a basket needs of stock and money: all of it or nothing."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import DinghuoError
from dinghuo.inventory.queries.displays import Displays
from dinghuo.inventory.rules.incoming import IncomingPool
from dinghuo.inventory.rules.shown import Display
from dinghuo.inventory.rules.supply import Supply
from dinghuo.ordering.steps.basket import Basket
from dinghuo.ordering.steps.charge_orders import Funds, charge_orders
from dinghuo.ordering.steps.reserve_drafts import give_back, reserve_drafts


def hold_basket(
    actor: Actor, basket: Basket, supply: Supply, incoming: IncomingPool, funds: Funds, displays: Displays
) -> None:
    """Take stock (and promises) for the drafts and money for the orders; nothing is written yet.

    Raises OutOfStock, CreditExceeded, PrepaidShort ..., and then leaves all for the next basket.
    """
    purchase = basket.purchase

    def display_of(seller_id: UUID) -> Display:
        return displays.of(seller_id, purchase.storefront_id, purchase.buyer_id)

    region = basket.address.get("region_code") or ""
    basket.taken = reserve_drafts(supply, incoming, basket.drafts, region, display_of)
    try:
        charge_orders(actor, basket, funds)
    except DinghuoError:
        give_back(supply, incoming, basket.drafts, basket.taken)
        basket.taken = []
        raise
