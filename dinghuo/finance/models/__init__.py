"""Finance's tables."""

from dinghuo.finance.models.credit import CreditHold, CreditLine, CreditMove
from dinghuo.finance.models.ledger import Account, Entry
from dinghuo.finance.models.prepaid import OrderAdvance, PrepaidBalance

__all__ = [
    "Account",
    "CreditHold",
    "CreditLine",
    "CreditMove",
    "Entry",
    "OrderAdvance",
    "PrepaidBalance",
]
