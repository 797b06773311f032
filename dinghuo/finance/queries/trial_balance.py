"""Adds up the ledger: debit, credit and balance of every account at an instant."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from django.db import connection

from dinghuo.finance.rules.chart import CODES
from dinghuo.finance.states import AccountKind
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor

STATEMENT = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class AccountBalance:
    """One account of the trial balance; `balance` is debit minus credit."""

    account_id: UUID
    kind: AccountKind
    name: str
    currency: str
    owner_id: UUID
    owner_name: str
    counterparty_id: UUID | None
    counterparty_name: str | None
    debit: Decimal
    credit: Decimal

    @property
    def code(self) -> str:
        """The account's code in the chart."""
        return CODES[self.kind]

    @property
    def balance(self) -> Decimal:
        """Debit minus credit: positive for what is owned or owed to the owner."""
        return self.debit - self.credit

    @property
    def names(self) -> str:
        """What a search looks at: whose account it is and about whom."""
        return f"{self.name} {self.owner_name} {self.counterparty_name or ''}".casefold()


@dataclass(frozen=True)
class KindSum:
    """All accounts of a kind in one currency."""

    kind: AccountKind
    currency: str
    debit: Decimal
    credit: Decimal

    @property
    def code(self) -> str:
        """The kind's code in the chart."""
        return CODES[self.kind]

    @property
    def balance(self) -> Decimal:
        """Debit minus credit."""
        return self.debit - self.credit


@dataclass(frozen=True)
class TrialBalance:
    """Every account with its sums; per currency debits equal credits when the actor sees the whole book."""

    at: datetime
    accounts: Sequence[AccountBalance]

    def totals(self) -> dict[str, tuple[Decimal, Decimal]]:
        """Debit and credit by currency."""
        sums: dict[str, tuple[Decimal, Decimal]] = {}
        for account in self.accounts:
            debit, credit = sums.get(account.currency, (Decimal(0), Decimal(0)))
            sums[account.currency] = (debit + account.debit, credit + account.credit)
        return sums

    def by_kind(self) -> list["KindSum"]:
        """What all accounts of a kind come to, by currency, in the order of their codes."""
        sums: dict[tuple[str, AccountKind], tuple[Decimal, Decimal]] = {}
        for account in self.accounts:
            key = (account.currency, account.kind)
            debit, credit = sums.get(key, (Decimal(0), Decimal(0)))
            sums[key] = (debit + account.debit, credit + account.credit)
        return [KindSum(kind, currency, *both) for (currency, kind), both in sums.items()]

    def page(
        self, kind: str = "", search: str = "", after: str | None = None, limit: int | None = None
    ) -> Page[AccountBalance]:
        """Some of the accounts: of one kind, or of companies whose names hold every word of `search`."""
        words = search.casefold().split()
        found = [
            account
            for account in self.accounts
            if kind in ("", account.kind) and all(word in account.names for word in words)
        ]
        if cursor := decode_cursor(after, *[str] * 5):
            found = found[bisect_right([_place(account) for account in found], tuple(cursor)) :]
        return cut(found, bounded(limit), _place)


def trial_balance(actor: Actor, at: datetime | None = None) -> TrialBalance:
    """The trial balance at an instant (default: now) of the whole market, or of a party's own book.

    Raises NotAllowed.
    """
    require(actor, "finance.see_ledger")
    at = at or now()
    owner = None if actor.scope == "market" else actor.organisation_id
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"market": actor.market_id, "at": at, "owner": owner})
        accounts = [AccountBalance(row[0], AccountKind(row[1]), *row[2:]) for row in cursor.fetchall()]
    return TrialBalance(at, sorted(accounts, key=_place))


def _place(account: AccountBalance) -> tuple[str, ...]:
    return (
        account.currency,
        account.code,
        account.owner_name,
        account.counterparty_name or "",
        str(account.account_id),
    )
