"""Keeps what is on its way in step with a house's purchase order: who waits for the goods is promised what it says."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.document import Document
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import IncomingSupply
from dinghuo.ordering.models import Order
from dinghuo.ordering.permissions import SAVE_SUPPLY
from dinghuo.procurement.models import Proposal
from dinghuo.procurement.steps.apply_purchase import apply_purchase, lock_purchase


def follow_purchase(actor: Actor, order_number: str) -> int:
    """Enter, change or close the goods on their way of a purchase order; returns how many articles are still to come.

    For orders that a proposal became, and those under whose number somebody has entered goods on their way; nothing is
    done for others. Done twice it does nothing twice.
    """
    require(actor, SAVE_SUPPLY)
    with acting(actor):
        market = {"market_id": actor.market_id}
        # Whoever follows the same order at this moment waits here, and finds what is written.
        proposals = Proposal.objects.filter(**market, order_number=order_number)
        proposal = proposals.select_for_update(of=("self",)).first()
        if proposal is None and not IncomingSupply.objects.filter(**market, reference=order_number).exists():
            return 0
        order = Order.objects.filter(**market, number=order_number).first()
        if order is None:
            return 0
        bought = lock_purchase(actor, order_number, order.buyer_id)
        return apply_purchase(actor, bought, Document("order", order.id, order_number))
