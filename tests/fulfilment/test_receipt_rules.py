"""Where a shipment stands, from its lines."""

from decimal import Decimal

import pytest

from dinghuo.fulfilment.rules.receipt import Carried, receipt_faults, shipment_state

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
    ("accepted", "rejected", "faults"),
    [
        (2, 0, []),
        (1, 1, []),
        (0, 0, []),
        (2, 1, [("rejected", "too-much")]),
        (3, 0, [("accepted", "too-much")]),
        (-1, 1, [("accepted", "negative")]),
        ("NaN", 0, [("accepted", "number")]),
        (-1, "Infinity", [("accepted", "negative"), ("rejected", "number")]),
        (-1, 3, [("accepted", "negative"), ("rejected", "too-much")]),
        (
            "2.0000001",
            "0.0000001",
            [("accepted", "decimals"), ("rejected", "decimals"), ("rejected", "too-much")],
        ),
        ("1E+30", -1, [("rejected", "negative"), ("accepted", "too-much")]),
    ],
)
def test_receipts(accepted, rejected, faults):
    line = Carried(D(5), accepted=D(1), rejected=D(1), lost=D(1))
    assert receipt_faults(line, D(accepted), D(rejected)) == faults
