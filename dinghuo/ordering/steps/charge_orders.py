"""Takes the credit or the prepaid money that orders need."""

from collections.abc import Sequence
from dataclasses import dataclass

from dinghuo.finance.steps.credit.read_credit import CreditAsk, CreditLines, read_credit
from dinghuo.finance.steps.credit.take_credit import take_credit
from dinghuo.finance.steps.prepaid.draw_prepaid import draw_prepaid
from dinghuo.finance.steps.prepaid.read_prepaid import PrepaidKey, PrepaidMoney, read_prepaid
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import DinghuoError
from dinghuo.ordering.models import Order
from dinghuo.ordering.states import PaymentMethod, PaymentState
from dinghuo.ordering.steps.basket import Basket
from dinghuo.ordering.steps.find_buyer import Purchase


@dataclass(frozen=True, slots=True)
class Funds:
    """The credit lines and prepaid money that several orders may use."""

    credit: CreditLines
    prepaid: PrepaidMoney


def find_funds(actor: Actor, baskets: Sequence[Basket], lock: bool) -> Funds:
    """All that the baskets' orders may use, locked until the transaction ends (`lock`) or only to look ahead."""
    pairs = [(basket.purchase, order) for basket in baskets for order in basket.orders]
    asks = [_ask(purchase, o) for purchase, o in pairs if o.payment_method == PaymentMethod.CREDIT]
    keys = {_prepaid_key(o) for _, o in pairs if o.payment_method == PaymentMethod.PREPAID}
    return Funds(read_credit(actor, asks, lock), read_prepaid(actor, keys, lock))


def charge_orders(actor: Actor, basket: Basket, funds: Funds) -> None:
    """Take credit (or prepaid money) for each of the basket's orders; nothing is written yet.

    The seller's own credit line comes first, then the storefront's owner's, then the operator's. Raises CreditExceeded,
    PrepaidShort and the like, and then takes nothing. A transfer needs nothing now: the seller waits for the money, or
    doesn't, as it likes.
    """
    try:
        for order in basket.orders:
            if order.payment_method == PaymentMethod.CREDIT:
                ask = _ask(basket.purchase, order)
                line = take_credit(actor, funds.credit, ask)
                basket.credit.append((ask, line))
                order.credit_line_id = line.id
            elif order.payment_method == PaymentMethod.PREPAID:
                funds.prepaid.take(actor, _prepaid_key(order), order.total)
                order.paid = order.total
                order.payment_state = PaymentState.PAID
    except DinghuoError:
        _put_back(basket, funds)
        raise


def draw_money(actor: Actor, baskets: Sequence[Basket]) -> None:
    """Draw what prepaid orders took, each with its entry in the ledger."""
    for basket in baskets:
        for order in basket.orders:
            if order.payment_method == PaymentMethod.PREPAID:
                document = Document("order", order.id, order.number)
                draw_prepaid(actor, document, order.seller_id, order.buyer_id, order.currency, order.total)


def _put_back(basket: Basket, funds: Funds) -> None:
    for ask, line in basket.credit:
        line.ordered -= ask.amount
    for order in basket.orders:
        if order.paid:
            funds.prepaid.put_back(_prepaid_key(order), order.total)
    basket.credit.clear()


def _ask(purchase: Purchase, order: Order) -> CreditAsk:
    creditors = (order.seller_id, purchase.storefront_owner_id, purchase.operator_id)
    return CreditAsk(
        order=Document("order", order.id, order.number),
        creditor_ids=list(dict.fromkeys(creditors)),
        debtor_id=order.buyer_id,
        currency=order.currency,
        amount=order.total,
    )


def _prepaid_key(order: Order) -> PrepaidKey:
    return order.seller_id, order.buyer_id, order.currency
