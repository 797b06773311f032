"""Reads what has happened between sellers and buyers in a span of time, from the ledger alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from dinghuo.finance.states import EntryKind
from dinghuo.foundation.actor import Actor, require

STATEMENT = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class PairEntry:
    """One entry's effect on what the buyer owes the seller: positive makes it more."""

    entry_id: UUID
    kind: EntryKind
    document_kind: str
    document_id: UUID
    document_number: str
    text: str
    at: datetime
    change: Decimal


@dataclass(frozen=True)
class PairSpan:
    """What a buyer owed a seller before, and what happened since; negative is what the buyer has in hand."""

    seller_id: UUID
    buyer_id: UUID
    currency: str
    opening: Decimal
    entries: Sequence[PairEntry]

    @property
    def closing(self) -> Decimal:
        """What is owed at the end: the opening of the span that follows."""
        return self.opening + sum((entry.change for entry in self.entries), Decimal(0))


def pair_spans(
    actor: Actor,
    since: datetime,
    until: datetime,
    seller_id: UUID | None = None,
    buyer_id: UUID | None = None,
) -> list[PairSpan]:
    """Every pair the actor may see, from `since` up to, not including, `until`. Raises NotAllowed.

    Pairs that owed nothing before and had no entry are left out.
    """
    require(actor, "finance.see_credit")
    with connection.cursor() as cursor:
        cursor.execute(
            STATEMENT,
            {
                "market": actor.market_id,
                "since": since,
                "until": until,
                "seller": seller_id,
                "buyer": buyer_id,
            },
        )
        rows = cursor.fetchall()
    spans = [_span(pair, list(lines)) for pair, lines in groupby(rows, key=lambda row: row[:3])]
    return [span for span in spans if span.opening or span.entries]


def _span(pair: tuple[UUID, UUID, str], rows: Sequence[tuple[Any, ...]]) -> PairSpan:
    opening = sum((row[10] for row in rows if row[3] is None), Decimal(0))
    entries = [PairEntry(row[3], EntryKind(row[4]), *row[5:]) for row in rows if row[3] is not None]
    return PairSpan(*pair, opening, entries)
