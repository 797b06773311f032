"""The kinds and states of price lists, and what a price may be for."""

from enum import StrEnum


class ListKind(StrEnum):
    """For whom a list is, nearest first. MANUAL holds the prices that a buyer was given by hand, and is written by
    nothing else. COST is for nobody: what goods cost the seller, for its least margins."""

    MANUAL = "manual"
    CONTRACT = "contract"
    CUSTOMER = "customer"
    GROUP = "group"
    LEVEL = "level"
    CHANNEL = "channel"
    BASE = "base"
    COST = "cost"


class ListState(StrEnum):
    """Whether a list's prices are given: not yet, now, no more."""

    DRAFT = "draft"
    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


class Target(StrEnum):
    """What a price is for, most specific first."""

    VARIANT = "variant"
    PRODUCT = "product"
    CATEGORY = "category"
    BRAND = "brand"
    ALL = "all"


class Sums(StrEnum):
    """Which lines of a basket count towards a minimum: the line alone, all that the price is for, all of its group."""

    LINE = "line"
    TARGET = "target"
    GROUP = "group"


class ContractState(StrEnum):
    """Where a contract is: being written, signed by both, over before its last day, never signed. That its last day
    has passed is no state: the day says so."""

    DRAFT = "draft"
    SIGNED = "signed"
    ENDED = "ended"
    DROPPED = "dropped"


class DraftState(StrEnum):
    """Where a set of price changes is: being written, waiting for a second person, in the list, taken back."""

    DRAFT = "draft"
    WAITING = "waiting"
    PUBLISHED = "published"
    UNDONE = "undone"


class ManualState(StrEnum):
    """Where a price given by hand is: waiting for who may agree to it, agreed to, not agreed to, taken back."""

    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Rounding(StrEnum):
    """Whether the tax of an order is rounded line by line, or once for all lines of a rate."""

    LINE = "line"
    ORDER = "order"
