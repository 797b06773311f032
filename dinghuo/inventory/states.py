"""The kinds of places, movements and documents of stock, and how a document goes on."""

from enum import StrEnum

from dinghuo.foundation.states import Moves


class MovementKind(StrEnum):
    """What happened to a balance."""

    COUNTED = "counted"
    ADJUSTED = "adjusted"
    RECEIVED = "received"
    SCRAPPED = "scrapped"
    TRANSFERRED = "transferred"
    RESERVED = "reserved"
    ALLOCATED = "allocated"
    PICKED = "picked"
    RELEASED = "released"
    SHIPPED = "shipped"
    RETURNED = "returned"
    TAKEN = "taken"


class WarehouseKind(StrEnum):
    """Whose place it is and what for. Nothing is promised from what is in transit or in quarantine."""

    OWN = "own"
    BRANCH = "branch"
    SUPPLIER = "supplier"
    STORE = "store"
    TRANSIT = "transit"
    QUARANTINE = "quarantine"


#: Places that the program opens and closes by itself: they are never active.
SHUT_KINDS = frozenset({WarehouseKind.TRANSIT, WarehouseKind.QUARANTINE})


class IncomingState(StrEnum):
    """Whether goods on their way are still to come."""

    OPEN = "open"
    RECEIVED = "received"
    CANCELLED = "cancelled"


class Sharing(StrEnum):
    """Who gets goods that are too few for all: who ordered first, or each a share of what they want."""

    IN_TURN = "in_turn"
    PROPORTIONAL = "proportional"


class Shows(StrEnum):
    """How much of a seller's stock a customer is told: the number, "50+", whether there is any, or nothing."""

    EXACT = "exact"
    BANDS = "bands"
    YES_NO = "yes-no"
    HIDDEN = "hidden"


class RoutingRule(StrEnum):
    """What decides which warehouse serves a line: nearest to the buyer, whole order from one, as few as can be, oldest
    lots, the warehouse's turn."""

    REGION = "region"
    WHOLE = "whole"
    FEWEST = "fewest"
    OLDEST = "oldest"
    PRIORITY = "priority"


class StockDocumentKind(StrEnum):
    """What a document of stock does."""

    RECEIPT = "receipt"
    SCRAP = "scrap"
    ADJUSTMENT = "adjustment"
    TRANSFER = "transfer"
    COUNT = "count"
    TAKING = "taking"


class StockDocumentState(StrEnum):
    """How far a document is. Only what is SENT or POSTED has moved stock."""

    DRAFT = "draft"
    WAITING = "waiting"
    SENT = "sent"
    POSTED = "posted"
    REFUSED = "refused"
    CANCELLED = "cancelled"


State = StockDocumentState
#: A transfer is SENT until all of it has arrived or is written off; a refused one may be mended and sent again.
MOVES = Moves(
    {
        State.DRAFT: {State.WAITING, State.SENT, State.POSTED, State.CANCELLED},
        State.WAITING: {State.POSTED, State.REFUSED, State.CANCELLED},
        State.REFUSED: {State.WAITING, State.POSTED, State.CANCELLED},
        State.SENT: {State.POSTED},
    }
)
#: Prefixes of the numbers.
SERIES = {
    StockDocumentKind.RECEIPT: "GR",
    StockDocumentKind.SCRAP: "SC",
    StockDocumentKind.ADJUSTMENT: "AD",
    StockDocumentKind.TRANSFER: "TR",
    StockDocumentKind.COUNT: "CT",
    StockDocumentKind.TAKING: "TK",
}


class ConsignmentState(StrEnum):
    """How far an agreement on consigned goods is."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    DECLINED = "declined"
    ENDED = "ended"


class ConsignedGoods(StrEnum):
    """Which goods may lie in the other house's place."""

    ALL = "all"
    BRAND = "brand"
    CATEGORY = "category"
    ARTICLES = "articles"


class Ships(StrEnum):
    """Whose people send off what the owner has sold."""

    KEEPER = "keeper"
    OWNER = "owner"
    BOTH = "both"


#: A proposal that is taken back has ended.
CONSIGNMENT_MOVES = Moves(
    {
        ConsignmentState.PROPOSED: {
            ConsignmentState.ACTIVE,
            ConsignmentState.DECLINED,
            ConsignmentState.ENDED,
        },
        ConsignmentState.ACTIVE: {ConsignmentState.ENDED},
    }
)
