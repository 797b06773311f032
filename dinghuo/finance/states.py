"""The words of finance: states of a credit line, its buckets, kinds of account, entry and credit move."""

from enum import StrEnum


class CreditStatus(StrEnum):
    """Whether a credit line may be used. Suspended: nothing new is held or shipped; closed: ended."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Bucket(StrEnum):
    """Where used credit lies: ordered and not shipped, shipped and not invoiced, invoiced and not paid."""

    ORDERED = "ordered"
    SHIPPED = "shipped"
    INVOICED = "invoiced"


class CreditMoveKind(StrEnum):
    """Why a credit line's figures changed."""

    LIMIT = "limit"
    HOLD = "hold"
    RAISE = "raise"
    RELEASE = "release"
    SHIP = "ship"
    INVOICE = "invoice"
    SETTLE = "settle"
    ALIGN = "align"


class AccountKind(StrEnum):
    """The chart of accounts."""

    BANK = "bank"
    RECEIVABLE = "receivable"
    ADVANCE = "advance"
    PREPAID = "prepaid"
    TAX_PAYABLE = "tax-payable"
    SALES = "sales"
    OPENING = "opening"


class EntryKind(StrEnum):
    """What an entry posts. Those in ONCE are posted at most once per document; the database sees to it."""

    OPENING = "opening"
    TOP_UP = "top-up"
    PREPAID_DRAW = "prepaid-draw"
    PREPAID_RETURN = "prepaid-return"
    INVOICE = "invoice"
    PAYMENT = "payment"
    ALLOCATION = "allocation"


ONCE = (EntryKind.TOP_UP, EntryKind.INVOICE, EntryKind.PAYMENT, EntryKind.ALLOCATION)
