"""Posts an entry in the ledger."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import connection

from dinghuo.finance.rules.chart import Leg
from dinghuo.finance.states import EntryKind
from dinghuo.finance.steps.ledger.open_accounts import open_accounts
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.document import Document
from dinghuo.foundation.ids import new_id

STATEMENT = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


def post_entry(
    actor: Actor,
    kind: EntryKind,
    document: Document,
    buyer_id: UUID,
    seller_id: UUID,
    currency: str,
    debits: Sequence[Leg],
    credits: Sequence[Leg],
    order_id: UUID | None = None,
    text: str = "",
    at: datetime | None = None,
) -> UUID:
    """Post an entry and return its id. Amounts are positive, in one currency, rounded to its minor unit.

    The database refuses (IntegrityError) what doesn't balance, and a second entry of a kind that is posted
    once per document. A posted entry never changes; what was wrong is answered by another entry.
    """
    accounts = open_accounts(actor, [leg.account for leg in (*debits, *credits)], currency)
    entry_id = new_id()
    with connection.cursor() as cursor:
        cursor.execute(
            STATEMENT,
            {
                "id": entry_id,
                "market": actor.market_id,
                "kind": kind.value,
                "document_kind": document.kind,
                "document": document.id,
                "number": document.number,
                "order": order_id,
                "buyer": buyer_id,
                "seller": seller_id,
                "currency": currency,
                "debit_accounts": [accounts[leg.account] for leg in debits],
                "debits": [leg.amount for leg in debits],
                "credit_accounts": [accounts[leg.account] for leg in credits],
                "credits": [leg.amount for leg in credits],
                "text": text,
                "person": actor.person_id,
                "person_name": actor.person_name,
                "at": at or now(),
            },
        )
    return entry_id
