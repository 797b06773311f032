"""Holds more credit for an order that holds some already: a change that makes it dearer."""

from decimal import Decimal

from dinghuo.finance.rules.exposure import Buckets
from dinghuo.finance.states import CreditMoveKind
from dinghuo.finance.steps.credit.change_hold import change_hold
from dinghuo.finance.steps.third_party import third_party
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document


def raise_credit(actor: Actor, order: Document, amount: Decimal, why: str = "") -> None:
    """Hold `amount` more on the order's line. Raises CreditExceeded, CreditUnavailable, CreditNotHeld."""
    if amount < 0:
        raise ValueError("to hold less, release credit")
    if amount:
        with third_party(actor):
            change_hold(actor, order, CreditMoveKind.RAISE, Buckets(ordered=amount), order, why)
