"""What finance announces."""

from dinghuo.foundation.events import Event


class CreditLineSaved(Event):
    """A credit line was given or changed. Data: currency, credit_limit, limit_before, term_days, status."""

    kind = "credit_line.saved"
    subject_kind = "credit-line"


class PrepaidToppedUp(Event):
    """A seller received money for a buyer's prepaid balance. Data: amount, currency, balance, reference."""

    kind = "prepaid.topped_up"
    subject_kind = "prepaid-balance"


class OpeningPosted(Event):
    """A balance from before the ledger was entered. Data: amount, currency."""

    kind = "opening.posted"
    subject_kind = "entry"
