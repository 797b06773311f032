"""Names the accounts of the books, and says what is wrong with a row of them."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.finance.queries.verify_ledger import LedgerFault
from dinghuo.foundation import formats


def account_words(kind: str) -> str:
    """What an account of a kind holds, as bookkeepers call it."""
    words = {
        "bank": _("Bank"),
        "receivable": _("Accounts receivable"),
        "advance": _("Advances received"),
        "prepaid": _("Customers’ balances"),
        "tax-payable": _("Tax payable"),
        "opening": _("Opening balances"),
        "sales": _("Sales revenue"),
    }
    return words[kind]


def fault_words(fault: LedgerFault) -> str:
    """A sentence about a fault: the document or account it was found at, whose it is, and the figures that differ."""
    words = {
        "entry-unbalanced": _("The entry of %(at)s doesn’t balance: debits and credits differ."),
        "entry-changed": _("The entry of %(at)s isn’t what was posted: somebody changed it afterwards."),
        "account-missing": _("An entry names the account %(at)s, which isn’t there."),
        "credit-limit-differs": _(
            "%(debtor)s’s credit limit with %(creditor)s is %(says)s, but what was granted comes to %(sum)s."
        ),
        "credit-line-differs": _(
            "%(debtor)s’s credit with %(creditor)s: %(says)s stands as %(at)s, but its moves come to %(sum)s."
        ),
        "credit-hold-differs": _("Order %(at)s uses %(says)s of its credit, but its moves come to %(sum)s."),
        "prepaid-differs": _(
            "%(debtor)s’s balance with %(creditor)s is %(says)s, but its entries come to %(sum)s."
        ),
        "advance-differs": _(
            "%(debtor)s has %(says)s paid in advance at %(creditor)s, but the entries come to %(sum)s."
        ),
    }
    return words[fault.fault] % {
        "at": _bucket(fault.label) if fault.fault == "credit-line-differs" else fault.label,
        "creditor": fault.creditor,
        "debtor": fault.debtor,
        "says": _amount(fault.says, fault.currency),
        "sum": _amount(fault.comes_to, fault.currency),
    }


def _bucket(name: str) -> str:
    words = {
        "ordered": _("ordered, not shipped"),
        "shipped": _("shipped, not invoiced"),
        "invoiced": _("invoiced, not paid"),
    }
    return words.get(name, name)


def _amount(amount: Decimal | None, currency: str) -> str:
    return "" if amount is None else str(formats.money(amount, currency))
