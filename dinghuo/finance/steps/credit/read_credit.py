"""Finds the credit lines on which orders could be held, locked or only to look ahead."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from dinghuo.finance.models import CreditLine
from dinghuo.finance.steps.third_party import third_party
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.statements import fetch

FIELDS = [field.attname for field in CreditLine._meta.concrete_fields]
READ = f"""
SELECT {", ".join(FIELDS)}
FROM finance_creditline
WHERE market_id = %(market)s
  AND (debtor_id, creditor_id, currency) IN (
      SELECT * FROM unnest(%(debtors)s::uuid[], %(creditors)s::uuid[], %(currencies)s::text[]))
"""
# All at once and in one order: two carts of several sellers, each locking line by line as its sellers come, would wait
# for each other crosswise.
LOCK = f"{READ}ORDER BY id FOR UPDATE"


@dataclass(frozen=True, slots=True)
class CreditAsk:
    """What one order holds of its debtor's credit, and who could give it, in the order of preference."""

    order: Document
    creditor_ids: Sequence[UUID]
    debtor_id: UUID
    currency: str
    amount: Decimal


class CreditLines:
    """The lines that asks may use, as they are now and as each ask leaves them."""

    def __init__(self, lines: Sequence[CreditLine]):
        self._lines = {(line.debtor_id, line.creditor_id, line.currency): line for line in lines}

    def for_ask(self, ask: CreditAsk) -> list[CreditLine]:
        """The lines that could give the ask its credit, the preferred one first."""
        keys = [(ask.debtor_id, creditor_id, ask.currency) for creditor_id in ask.creditor_ids]
        return [self._lines[key] for key in keys if key in self._lines]


def read_credit(actor: Actor, asks: Sequence[CreditAsk], lock: bool) -> CreditLines:
    """The lines for these asks; locked in the order of their ids until the transaction ends. One statement."""
    keys = sorted(
        {(ask.debtor_id, creditor_id, ask.currency) for ask in asks for creditor_id in ask.creditor_ids}
    )
    values = {
        "market": actor.market_id,
        "debtors": [debtor_id for debtor_id, _, _ in keys],
        "creditors": [creditor_id for _, creditor_id, _ in keys],
        "currencies": [currency for *_, currency in keys],
    }
    with as_debtors(actor, asks):
        rows = fetch(LOCK if lock else READ, values) if keys else []
    return CreditLines([CreditLine.from_db(DEFAULT_DB_ALIAS, FIELDS, row) for row in rows])


def as_debtors(actor: Actor, asks: Sequence[CreditAsk]) -> AbstractContextManager[None]:
    """Act so that the debtors' lines are seen, whoever orders for them."""
    debtors = {ask.debtor_id for ask in asks}
    return third_party(actor, *(debtors if len(debtors) == 1 else ()))
