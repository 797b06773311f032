"""The sentences with which fulfilment refuses."""

from dinghuo.foundation.errors import Refusal


class NothingToShip(Refusal):
    """Nothing of the order is confirmed and still in the warehouse."""

    type = "nothing-to-ship"


class AlreadyReceived(Refusal):
    """Everything of the shipment has been received, or written off as lost."""

    type = "already-received"


class NotRecalled(Refusal):
    """The lot isn't recalled: there is nothing to lift."""

    type = "not-recalled"
