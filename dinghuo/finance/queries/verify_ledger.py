"""Proves the books: every entry balances and is what was posted, every balance is the sum of its moves."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from django.db import connection

from dinghuo.foundation.actor import Actor, require

STATEMENT = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class LedgerFault:
    """One row that is wrong: which fault, which row, what people call it and whose it is; where a figure is kept that
    others add up to, what it says and what they come to."""

    fault: str
    row_id: UUID
    label: str
    creditor: str = ""
    debtor: str = ""
    currency: str = ""
    says: Decimal | None = None
    comes_to: Decimal | None = None


def verify_ledger(actor: Actor) -> list[LedgerFault]:
    """Everything that is wrong in the market's books; empty when they are right. Raises NotAllowed."""
    require(actor, "finance.see_ledger")
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"market": actor.market_id})
        return [LedgerFault(*row) for row in cursor.fetchall()]
