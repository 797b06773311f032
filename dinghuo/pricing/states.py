"""The kinds and states of price lists."""

from enum import StrEnum


class ListKind(StrEnum):
    """For whom a list is, nearest first: one customer, a level of customers, everybody."""

    CUSTOMER = "customer"
    LEVEL = "level"
    BASE = "base"


class ListState(StrEnum):
    """Whether a list's prices are given."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"
