"""Names the accounts of the books, and says what is wrong with a row of them."""

from django.utils.translation import gettext as _

from dinghuo.finance.queries.verify_ledger import LedgerFault


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
    """A sentence about a fault, with the document or the account it was found at."""
    words = {
        "entry-unbalanced": _("The entry of %(at)s doesn’t balance: debits and credits differ."),
        "entry-changed": _("The entry of %(at)s isn’t what was posted: somebody changed it afterwards."),
        "account-missing": _("An entry names the account %(at)s, which isn’t there."),
        "credit-line-differs": _("What a credit line says is used isn’t the sum of its moves."),
        "credit-hold-differs": _("What order %(at)s uses of its credit isn’t the sum of its moves."),
        "prepaid-differs": _("A prepaid balance in %(at)s isn’t the sum of its entries."),
        "advance-differs": _("What was paid in advance in %(at)s isn’t the sum of its entries."),
    }
    return words[fault.fault] % {"at": fault.label}
