"""The sentences with which finance refuses."""

from dinghuo.foundation.errors import Refusal


class CreditExceeded(Refusal):
    """The credit line has too little left; `instead` says how much, and what would unblock it."""

    type = "credit-exceeded"


class CreditUnavailable(Refusal):
    """There is no credit line between the two, or it is suspended or closed."""

    type = "credit-unavailable"


class CreditOverdue(Refusal):
    """An invoice has been due for longer than the credit line bears; `instead` says since when."""

    type = "credit-overdue"


class CreditNotHeld(Refusal):
    """The order holds less credit in that bucket than was to be moved out of it."""

    type = "credit-not-held"


class CreditInUse(Refusal):
    """The credit line can't be closed while documents use it."""

    type = "credit-in-use"


class PrepaidShort(Refusal):
    """The prepaid balance has less than is asked for; `instead` says how much there is."""

    type = "prepaid-short"


class AdvanceShort(Refusal):
    """Less money was received for the order than was to be taken from it."""

    type = "advance-short"
