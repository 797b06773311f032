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


class NothingToPick(Refusal):
    """Nothing of the order waits to be picked there."""

    type = "nothing-to-pick"


class AlreadyPicking(Refusal):
    """Somebody else picks this order."""

    type = "already-picking"


class PickingClosed(Refusal):
    """The picking is over."""

    type = "picking-closed"


class NotForThisOrder(Refusal):
    """The order wants nothing of this article from this warehouse."""

    type = "not-for-this-order"


class OtherLot(Refusal):
    """The order is to have another lot, or it must be said which."""

    type = "other-lot"


class PickedEnough(Refusal):
    """More than the order still wants."""

    type = "picked-enough"


class PutBackFirst(Refusal):
    """Goods lie ready that the order doesn't hold any more."""

    type = "put-back-first"
