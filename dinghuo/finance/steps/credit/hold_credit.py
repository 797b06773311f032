"""Holds credit for orders, each on the credit line that was chosen for it."""

from collections.abc import Sequence

from dinghuo.finance.models import CreditLine
from dinghuo.finance.steps.credit.read_credit import CreditAsk, as_debtors
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.statements import beside, send

HOLD = beside(__file__)


def hold_credit(actor: Actor, holds: Sequence[tuple[CreditAsk, CreditLine]]) -> None:
    """Hold each ask's amount on its line: one statement, however many. Once for an order; for more, raise_credit.

    The lines come locked from read_credit and take_credit; a line without room all the same is RowsMissing. Inside
    `statements.together` it isn't waited for.
    """
    if not holds:
        return
    values = {
        "market": actor.market_id,
        "lines": [line.id for _, line in holds],
        "amounts": [ask.amount for ask, _ in holds],
        "holds": [new_id() for _ in holds],
        "moves": [new_id() for _ in holds],
        "orders": [ask.order.id for ask, _ in holds],
        "kinds": [ask.order.kind for ask, _ in holds],
        "numbers": [ask.order.number for ask, _ in holds],
        "person": actor.person_id,
        "person_name": actor.person_name,
        "at": now(),
    }
    with as_debtors(actor, [ask for ask, _ in holds]):
        send(HOLD, values, rows=len(holds))
