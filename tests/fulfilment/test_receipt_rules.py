"""Where a shipment stands, from its lines."""

from decimal import Decimal

import pytest

from dinghuo.fulfilment.rules.receipt import Carried, receipt_fault, shipment_state

D = Decimal


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ([(5, 0, 0, 0)], "in_transit"),
        ([(5, 3, 0, 0)], "partly_received"),
        ([(5, 0, 3, 0)], "partly_received"),
        ([(5, 5, 0, 0), (2, 0, 0, 0)], "partly_received"),
        ([(5, 4, 1, 0), (2, 0, 0, 2)], "received"),
        ([(5, 0, 0, 5)], "lost"),
        ([(5, 0, 0, 5), (2, 0, 0, 0)], "in_transit"),
    ],
)
def test_states(lines, state):
    assert shipment_state(Carried(*map(D, line)) for line in lines) == state


@pytest.mark.parametrize(
    ("accepted", "rejected", "code"),
    [(2, 0, None), (1, 1, None), (0, 0, None), (2, 1, "too-much"), (-1, 1, "negative"), ("NaN", 0, "number")],
)
def test_receipts(accepted, rejected, code):
    line = Carried(D(5), accepted=D(1), rejected=D(1), lost=D(1))
    assert receipt_fault(line, D(accepted), D(rejected)) == code
