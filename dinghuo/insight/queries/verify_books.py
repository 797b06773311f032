"""Proves that the books agree: stock with its movements, credit with open orders, every document with its parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from dinghuo.finance.queries.trial_balance import trial_balance
from dinghuo.finance.queries.verify_ledger import verify_ledger
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.queries.differences import differences

DOCUMENTS = beside(__file__)


@dataclass(frozen=True)
class BookFault:
    """One row that is wrong: which fault, which row, and what people call it."""

    fault: str
    row_id: UUID
    label: str


def verify_books(actor: Actor) -> list[BookFault]:
    """Everything that is wrong in the market's books; empty when they are right. Raises NotAllowed."""
    require(actor, "finance.see_ledger")
    return [*_money(actor), *_stock(actor), *_documents(actor)]


def _money(actor: Actor) -> Iterator[BookFault]:
    for found in verify_ledger(actor):
        yield BookFault(found.fault, found.row_id, found.label)
    for currency, (debit, credit) in trial_balance(actor).totals().items():
        if debit != credit:
            yield BookFault("trial-balance-differs", actor.market_id, f"{currency} {debit - credit}")


def _stock(actor: Actor) -> Iterator[BookFault]:
    for row in differences(actor):
        told = f"on hand {row.on_hand} moved {row.moved_on_hand}"
        held = f"reserved {row.reserved} moved {row.moved_reserved} held {row.held}"
        ready = f"ready {row.ready} picked {row.moved_ready}"
        yield BookFault("stock-differs", row.stock_id, f"{told}, {held}, {ready}")


def _documents(actor: Actor) -> list[BookFault]:
    return [BookFault(*row) for row in fetch(DOCUMENTS, {"market": actor.market_id})]
