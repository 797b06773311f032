"""Derives the states of an order from its lines' quantities."""

from collections.abc import Sequence
from decimal import Decimal
from operator import attrgetter

from dinghuo.ordering.rules.counters import NAMES, Counters
from dinghuo.ordering.states import Approval, DeliveryState, OrderState, PaymentState

QUANTITIES = attrgetter(*NAMES)


def total_of(lines: Sequence[Counters]) -> Counters:
    """The quantities of all lines added up (their units differ; only zero and equality mean anything)."""
    columns = zip(*map(QUANTITIES, lines), strict=True)
    return Counters(*(sum(column, Decimal(0)) for column in columns))


def order_state(lines: Sequence[Counters], approval: Approval, payment: PaymentState) -> OrderState:
    """What has been agreed: from the answers, then over once all is received and paid."""
    if approval == Approval.PENDING:
        return OrderState.AWAITING_APPROVAL
    sums = total_of(lines)
    gone = sums.refused + sums.cancelled
    if gone == sums.ordered:
        return OrderState.REFUSED if sums.refused and not sums.cancelled else OrderState.CANCELLED
    if sums.unshipped == 0 and sums.in_transit == 0 and payment == PaymentState.PAID:
        return OrderState.COMPLETED
    if sums.pending == 0 and sums.backordered == 0:
        return OrderState.CONFIRMED
    return OrderState.PARTLY_CONFIRMED if sums.confirmed or sums.refused else OrderState.SUBMITTED


def delivery_state(lines: Sequence[Counters]) -> DeliveryState:
    """How far the goods have come; what is lost counts as arrived."""
    sums = total_of(lines)
    arrived = sums.received + sums.lost
    if sums.shipped == 0:
        return DeliveryState.NONE
    if sums.unshipped == 0:
        if arrived == sums.shipped:
            return DeliveryState.RECEIVED
        return DeliveryState.PARTLY_RECEIVED if arrived else DeliveryState.SHIPPED
    return DeliveryState.PARTLY_RECEIVED if arrived else DeliveryState.PARTLY_SHIPPED


def payment_state(paid: Decimal, payable: Decimal) -> PaymentState:
    """How much of what is owed has been paid; nothing owed counts as paid."""
    if paid >= payable:
        return PaymentState.PAID
    return PaymentState.PARTLY_PAID if paid > 0 else PaymentState.UNPAID
