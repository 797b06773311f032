"""How far a proposal is, and how an article stands."""

from enum import StrEnum


class ProposalState(StrEnum):
    """A proposal is open until it is ordered, once, or put aside."""

    OPEN = "open"
    ORDERED = "ordered"
    DISMISSED = "dismissed"


class Standing(StrEnum):
    """What an article in a warehouse needs."""

    LOW = "low"
    ENOUGH = "enough"
    OVER = "over"
