"""How stock refuses."""

from dinghuo.foundation.errors import Refusal


class OutOfStock(Refusal):
    """There is less than is wanted."""

    type = "out-of-stock"


class OnHandBelowReserved(Refusal):
    """A count or adjustment would leave less than is promised to orders."""

    type = "on-hand-below-reserved"


class NotReserved(Refusal):
    """A line holds less than is to be released or shipped for it."""

    type = "not-reserved"


class NotShipped(Refusal):
    """More would come back than has been shipped."""

    type = "not-shipped"
