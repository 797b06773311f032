"""The kinds of movements of stock."""

from enum import StrEnum


class MovementKind(StrEnum):
    """What happened to a balance."""

    COUNTED = "counted"
    ADJUSTED = "adjusted"
    RESERVED = "reserved"
    RELEASED = "released"
    SHIPPED = "shipped"
    RETURNED = "returned"
