"""States of an order follow from the quantities of its lines."""

from decimal import Decimal

import pytest

from dinghuo.ordering.rules.counters import Counters
from dinghuo.ordering.rules.progress import delivery_state, order_state, payment_state
from dinghuo.ordering.states import Approval, DeliveryState, OrderState, PaymentState


def line(ordered=10, **counters):
    return Counters(ordered=Decimal(ordered), **{name: Decimal(value) for name, value in counters.items()})


CONFIRMED = line(confirmed=10, allocated=10)
RECEIVED = line(confirmed=10, allocated=10, shipped=10, received=10, accepted=9, rejected=1)


@pytest.mark.parametrize(
    ("lines", "approval", "payment", "state"),
    [
        ([line()], Approval.PENDING, PaymentState.UNPAID, OrderState.AWAITING_APPROVAL),
        ([line()], Approval.APPROVED, PaymentState.UNPAID, OrderState.SUBMITTED),
        ([CONFIRMED, line()], Approval.NOT_NEEDED, PaymentState.UNPAID, OrderState.PARTLY_CONFIRMED),
        (
            [line(confirmed=10, backordered=10)],
            Approval.NOT_NEEDED,
            PaymentState.UNPAID,
            OrderState.PARTLY_CONFIRMED,
        ),
        ([CONFIRMED, line(refused=10)], Approval.NOT_NEEDED, PaymentState.UNPAID, OrderState.CONFIRMED),
        ([line(refused=10)], Approval.NOT_NEEDED, PaymentState.PAID, OrderState.REFUSED),
        ([line(cancelled_early=10)], Approval.NOT_NEEDED, PaymentState.PAID, OrderState.CANCELLED),
        ([RECEIVED], Approval.NOT_NEEDED, PaymentState.PARTLY_PAID, OrderState.CONFIRMED),
        ([RECEIVED], Approval.NOT_NEEDED, PaymentState.PAID, OrderState.COMPLETED),
        ([RECEIVED, line()], Approval.NOT_NEEDED, PaymentState.PAID, OrderState.PARTLY_CONFIRMED),
    ],
)
def test_order_state(lines, approval, payment, state):
    assert order_state(lines, approval, payment) == state


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ([CONFIRMED], DeliveryState.NONE),
        ([line(confirmed=10, allocated=10, shipped=4)], DeliveryState.PARTLY_SHIPPED),
        ([line(confirmed=10, allocated=10, shipped=10)], DeliveryState.SHIPPED),
        (
            [line(confirmed=10, allocated=10, shipped=10, received=4, accepted=4)],
            DeliveryState.PARTLY_RECEIVED,
        ),
        ([RECEIVED], DeliveryState.RECEIVED),
        ([RECEIVED, line(refused=10)], DeliveryState.RECEIVED),
        ([RECEIVED, CONFIRMED], DeliveryState.PARTLY_RECEIVED),
        ([line(confirmed=10, allocated=10, shipped=10, lost=10)], DeliveryState.RECEIVED),
    ],
)
def test_delivery_state(lines, state):
    assert delivery_state(lines) == state


def test_payment_state():
    assert payment_state(Decimal(0), Decimal(10)) == PaymentState.UNPAID
    assert payment_state(Decimal(3), Decimal(10)) == PaymentState.PARTLY_PAID
    assert payment_state(Decimal(10), Decimal(10)) == PaymentState.PAID
    assert payment_state(Decimal(0), Decimal(0)) == PaymentState.PAID
