"""Chooses the credit line that gives an order its credit."""

from dinghuo.finance.models import CreditLine
from dinghuo.finance.states import CreditStatus
from dinghuo.finance.steps.credit.read_credit import CreditAsk, CreditLines
from dinghuo.finance.steps.credit.refuse_credit import refuse_credit
from dinghuo.foundation.actor import Actor
from dinghuo.organisations.queries.today import today


def take_credit(actor: Actor, lines: CreditLines, ask: CreditAsk) -> CreditLine:
    """The first line with room, counting what the asks before have taken; nothing is written yet.

    Raises CreditUnavailable without an active line, CreditExceeded (with what is left) where none has room,
    CreditOverdue where an invoice has been due too long.
    """
    if ask.amount < 0:
        raise ValueError("a hold is not negative")
    known = lines.for_ask(ask)
    for line in known:
        fits = line.status == CreditStatus.ACTIVE and line.used + ask.amount <= line.credit_limit
        if fits and not line.is_blocked(today(actor)):
            # Only this copy: what the next order finds left.
            line.ordered += ask.amount
            return line
    refuse_credit(actor, max(known, key=lambda line: line.available, default=None), ask.currency, ask.amount)
