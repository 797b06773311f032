"""The words for where an invoice and a payment stand."""

from enum import StrEnum

from dinghuo.foundation.states import Moves


class InvoiceState(StrEnum):
    """How much of an invoice is paid. Derived; overdue is a question of the day, not a state."""

    OPEN = "open"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"


class PaymentState(StrEnum):
    """Whether money has really come in: the buyer says so, the seller's or operator's finance finds it, or
    doesn't.
    """

    REPORTED = "reported"
    RECEIVED = "received"
    REFUSED = "refused"


PAYMENT_MOVES = Moves({PaymentState.REPORTED: {PaymentState.RECEIVED, PaymentState.REFUSED}})


class PaymentWay(StrEnum):
    """How money travels."""

    TRANSFER = "transfer"
    CASH = "cash"
    CHEQUE = "cheque"
    ONLINE = "online"
    OTHER = "other"
