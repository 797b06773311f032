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


class StockDocumentClosed(Refusal):
    """The document is in a state in which this can't be done."""

    type = "stock-document-closed"


class AlreadyScanned(Refusal):
    """This carton's label is in the document already."""

    type = "already-scanned"


class CountedSince(Refusal):
    """Somebody has counted the goods later, and that count is booked: an older one can't go over it."""

    type = "counted-since"


class ExpiredGoods(Refusal):
    """Goods come in that are past their last day, and nobody has said yet that they shall."""

    type = "expired-goods"


class OwnStockDocument(Refusal):
    """Nobody approves what they submitted themselves."""

    type = "own-stock-document"


class StockApprovalNeeded(Refusal):
    """The value is above what the actor may change alone."""

    type = "stock-approval-needed"


class LotRecalled(Refusal):
    """The lot has been recalled: nobody may receive, pick or send it."""

    type = "lot-recalled"


class NothingInDocument(Refusal):
    """The document has no line that moves anything."""

    type = "stock-document-empty"


class SupplyClosed(Refusal):
    """The goods have come, or won't come: nothing about them can be changed any more."""

    type = "supply-closed"


class SupplyOfOrder(Refusal):
    """The goods come with a purchase order: it says how many and when, and its shipment is received."""

    type = "supply-of-order"


class NotConsigned(Refusal):
    """No agreement in force lets these goods lie there, or be taken."""

    type = "not-consigned"


class OthersHands(Refusal):
    """The goods lie with another house: its people do this, or the owner's."""

    type = "others-hands"


class ConsignmentStands(Refusal):
    """There is an agreement on this owner's goods in this warehouse already."""

    type = "consignment-stands"


class ConsignmentClosed(Refusal):
    """The agreement is in a state in which this can't be done."""

    type = "consignment-closed"
