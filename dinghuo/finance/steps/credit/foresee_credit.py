"""Says which credit lines orders would be held on, without holding anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.finance.models import CreditLine
from dinghuo.finance.states import CreditStatus
from dinghuo.finance.steps.credit.refuse_credit import refuse_credit
from dinghuo.finance.steps.third_party import third_party
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import today


@dataclass(frozen=True, slots=True)
class CreditAsk:
    """What one order would hold, and who could give it, in the order of preference."""

    creditor_ids: Sequence[UUID]
    amount: Decimal


def foresee_credit(actor: Actor, debtor_id: UUID, currency: str, asks: Sequence[CreditAsk]) -> list[UUID]:
    """The id of the line that hold_credit would take for each ask, one after the other. One statement.

    Raises CreditUnavailable, CreditExceeded and CreditOverdue as hold_credit does.
    """
    creditors = {creditor for ask in asks for creditor in ask.creditor_ids}
    with third_party(actor, debtor_id):
        lines = {
            line.creditor_id: line
            for line in CreditLine.objects.filter(
                market_id=actor.market_id,
                debtor_id=debtor_id,
                creditor_id__in=creditors,
                currency=currency,
            )
        }
    return [_take(actor, lines, ask, currency).id for ask in asks]


def _take(actor: Actor, lines: dict[UUID, CreditLine], ask: CreditAsk, currency: str) -> CreditLine:
    known = [lines[creditor] for creditor in ask.creditor_ids if creditor in lines]
    for line in known:
        fits = line.status == CreditStatus.ACTIVE and line.used + ask.amount <= line.credit_limit
        if fits and not line.is_blocked(today(actor.time_zone)):
            # Only this copy: what the next order finds left.
            line.ordered += ask.amount
            return line
    refuse_credit(actor, max(known, key=lambda line: line.available, default=None), currency, ask.amount)
