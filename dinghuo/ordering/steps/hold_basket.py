"""Takes what a basket needs of stock and money: all of it or nothing."""

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import DinghuoError
from dinghuo.inventory.rules.supply import Supply
from dinghuo.ordering.steps.basket import Basket
from dinghuo.ordering.steps.charge_orders import Funds, charge_orders
from dinghuo.ordering.steps.reserve_drafts import reserve_drafts


def hold_basket(actor: Actor, basket: Basket, supply: Supply, funds: Funds) -> None:
    """Take stock for the drafts and money for the orders; nothing is written yet.

    Raises OutOfStock, CreditExceeded, PrepaidShort ..., and then leaves all for the next basket.
    """
    basket.taken = reserve_drafts(supply, basket.drafts)
    try:
        charge_orders(actor, basket, funds)
    except DinghuoError:
        supply.put_back(basket.taken)
        basket.taken = []
        raise
