"""The chart of accounts: what each kind is called in the books, whose it is, and how legs name one."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.finance.states import AccountKind

#: Codes of the same accounts in the Chinese accounting standards for enterprises (企业会计准则应用指南).
CODES = {
    AccountKind.BANK: "1002",
    AccountKind.RECEIVABLE: "1122",
    AccountKind.ADVANCE: "2203",
    AccountKind.PREPAID: "2204",
    AccountKind.TAX_PAYABLE: "2221",
    AccountKind.OPENING: "4104",
    AccountKind.SALES: "6001",
}

#: What a seller's book says about one buyer. Their sum is what the buyer owes (negative: has in hand).
BILATERAL = (AccountKind.RECEIVABLE, AccountKind.ADVANCE, AccountKind.PREPAID)

#: Accounts that grow on the debit side.
DEBIT_NORMAL = frozenset({AccountKind.BANK, AccountKind.RECEIVABLE})


@dataclass(frozen=True, slots=True)
class AccountKey:
    """Which account: its kind, whose book it stands in, and about whom (None for the owner's own)."""

    kind: AccountKind
    owner_id: UUID
    counterparty_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """One side of an entry on one account; the amount is positive."""

    account: AccountKey
    amount: Decimal


def bank(seller_id: UUID) -> AccountKey:
    """The seller's money at the bank."""
    return AccountKey(AccountKind.BANK, seller_id)


def sales(seller_id: UUID) -> AccountKey:
    """The seller's income, without tax."""
    return AccountKey(AccountKind.SALES, seller_id)


def tax_payable(seller_id: UUID) -> AccountKey:
    """The tax the seller has invoiced and owes."""
    return AccountKey(AccountKind.TAX_PAYABLE, seller_id)


def opening(seller_id: UUID) -> AccountKey:
    """The other side of balances that were there before the ledger began."""
    return AccountKey(AccountKind.OPENING, seller_id)


def receivable(seller_id: UUID, buyer_id: UUID) -> AccountKey:
    """What the buyer owes the seller for invoices."""
    return AccountKey(AccountKind.RECEIVABLE, seller_id, buyer_id)


def advance(seller_id: UUID, buyer_id: UUID) -> AccountKey:
    """What the buyer has paid for orders that are not invoiced yet."""
    return AccountKey(AccountKind.ADVANCE, seller_id, buyer_id)


def prepaid(seller_id: UUID, buyer_id: UUID) -> AccountKey:
    """What the buyer has in hand with the seller, free for any order."""
    return AccountKey(AccountKind.PREPAID, seller_id, buyer_id)


def legs(*pairs: tuple[AccountKey, Decimal]) -> list[Leg]:
    """Legs for the amounts that are not zero; an entry has no empty legs."""
    return [Leg(account, amount) for account, amount in pairs if amount]
