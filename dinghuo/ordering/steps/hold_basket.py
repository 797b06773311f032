"""Takes what a basket needs of stock and money: all of it or nothing."""

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import DinghuoError
from dinghuo.inventory.rules.incoming import IncomingPool
from dinghuo.inventory.rules.supply import Supply
from dinghuo.ordering.steps.basket import Basket
from dinghuo.ordering.steps.charge_orders import Funds, charge_orders
from dinghuo.ordering.steps.reserve_drafts import give_back, reserve_drafts


def hold_basket(actor: Actor, basket: Basket, supply: Supply, incoming: IncomingPool, funds: Funds) -> None:
    """Take stock (and promises) for the drafts and money for the orders; nothing is written yet.

    Raises OutOfStock, CreditExceeded, PrepaidShort ..., and then leaves all for the next basket.
    """
    basket.taken = reserve_drafts(supply, incoming, basket.drafts)
    try:
        charge_orders(actor, basket, funds)
    except DinghuoError:
        give_back(supply, incoming, basket.drafts, basket.taken)
        basket.taken = []
        raise
