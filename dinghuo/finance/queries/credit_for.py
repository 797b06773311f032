"""Finds the credit a debtor has with the organisations that could give it for an order."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.finance.models import CreditLine
from dinghuo.finance.states import CreditStatus
from dinghuo.foundation.actor import Actor


@dataclass(frozen=True)
class CreditStanding:
    """Where a credit line stands: how much was given, how much is used, how much may still be held."""

    line_id: UUID
    creditor_id: UUID
    creditor_name: str
    currency: str
    credit_limit: Decimal
    used: Decimal
    available: Decimal
    term_days: int
    status: CreditStatus


def credit_for(
    actor: Actor, debtor_id: UUID, creditor_ids: Sequence[UUID] | None = None, currency: str | None = None
) -> list[CreditStanding]:
    """The debtor's credit that isn't closed, in the order in which it is used: that of `creditor_ids`.

    Without `creditor_ids` all of it that the actor may see, by the creditor's name.
    """
    lines = CreditLine.objects.filter(market_id=actor.market_id, debtor_id=debtor_id)
    if creditor_ids is not None:
        lines = lines.filter(creditor_id__in=creditor_ids)
    if currency:
        lines = lines.filter(currency=currency)
    found = [_standing(line) for line in lines.exclude(status=CreditStatus.CLOSED).select_related("creditor")]
    if creditor_ids is None:
        return sorted(found, key=lambda one: (one.creditor_name, one.currency))
    place = {creditor_id: i for i, creditor_id in enumerate(creditor_ids)}
    return sorted(found, key=lambda one: (place[one.creditor_id], one.currency))


def _standing(line: CreditLine) -> CreditStanding:
    return CreditStanding(
        line_id=line.id,
        creditor_id=line.creditor_id,
        creditor_name=str(line.creditor),
        currency=line.currency,
        credit_limit=line.credit_limit,
        used=line.used,
        available=line.available,
        term_days=line.term_days,
        status=CreditStatus(line.status),
    )
