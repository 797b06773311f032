"""Sets of goods and groups of customers, and why an article is shown."""

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from dinghuo.api.render import instant
from dinghuo.api.shapes.answer import Answer, InstantText
from dinghuo.catalogue.queries.assortments import AssortmentRow, AssortmentSheet
from dinghuo.catalogue.queries.why_shown import WhyShown
from dinghuo.organisations.queries.customer_groups import GroupRow


class AssortmentLineAnswer(Answer):
    """Goods that a set names."""

    kind: str = Field(examples=["category"])
    key: str


class ReachAnswer(Answer):
    """For whom a set counts, or, if excepted, for whom it doesn't."""

    kind: str = Field(examples=["region"])
    key: str
    excepted: bool


class AssortmentAnswer(Answer):
    """A set of goods: those for whom it counts see only these, or never these."""

    key: str
    name: str
    names: dict[str, str]
    denies: bool
    is_active: bool
    starts_at: InstantText | None
    ends_at: InstantText | None
    lines: list[AssortmentLineAnswer]
    reaches: list[ReachAnswer]


class AssortmentRowAnswer(Answer):
    """A set in the list, with how many lines and reaches it has."""

    key: str
    name: str
    denies: bool
    is_active: bool
    lines: int
    reaches: int


class AssortmentsAnswer(Answer):
    """All sets."""

    items: list[AssortmentRowAnswer]
    next: str | None


class SetSaysAnswer(Answer):
    """A set that counts for the customer."""

    key: str
    name: str
    denies: bool
    of_place: bool = Field(description="It is attached to where the customer orders.")
    of_buyer: bool = Field(description="It is attached to who the customer is.")
    holds: bool | None = Field(description="Whether the article is in it; null without an article.")


class WhyShownAnswer(Answer):
    """What a storefront shows to a customer, and why."""

    answer: str = Field(
        description="shown, unknown, unlisted, denied, not-here, not-theirs, no-offer; empty without an article."
    )
    sets: list[SetSaysAnswer]


class GroupRowAnswer(Answer):
    """A group of customers in the list, with how many are in it."""

    key: str
    name: str
    count: int


class GroupsAnswer(Answer):
    """All groups."""

    items: list[GroupRowAnswer]
    next: str | None


class GroupAnswer(Answer):
    """A group of customers."""

    key: str
    name: str
    names: dict[str, str]
    buyers: list[str] = Field(description="Codes of those in it.")


def assortment_row(row: AssortmentRow) -> dict[str, Any]:
    """One of the list."""
    found = row.assortment
    return {
        "key": found.key,
        "name": str(found),
        "denies": found.denies,
        "is_active": found.is_active,
        "lines": row.lines,
        "reaches": row.reaches,
    }


def assortment_shape(sheet: AssortmentSheet) -> dict[str, Any]:
    """One with all it names."""
    found = sheet.assortment
    return {
        "key": found.key,
        "name": found.name,
        "names": found.names,
        "denies": found.denies,
        "is_active": found.is_active,
        "starts_at": instant(found.starts_at) if found.starts_at else None,
        "ends_at": instant(found.ends_at) if found.ends_at else None,
        "lines": [{"kind": each.line.kind.value, "key": each.line.key} for each in sheet.lines],
        "reaches": [
            {"kind": each.line.kind.value, "key": each.line.key, "excepted": each.line.excepted}
            for each in sheet.reaches
        ],
    }


def why_shape(why: WhyShown) -> dict[str, Any]:
    """The sets that count and the answer."""
    names = ("key", "name", "denies", "of_place", "of_buyer", "holds")
    return {
        "answer": why.answer,
        "sets": [{name: getattr(each, name) for name in names} for each in why.sets],
    }


def group_row(row: GroupRow) -> dict[str, Any]:
    """One of the list."""
    return {"key": row.group.key, "name": str(row.group), "count": row.count}


def group_shape(group: Any, members: Sequence[Any]) -> dict[str, Any]:
    """One with its members."""
    return {
        "key": group.key,
        "name": group.name,
        "names": group.names,
        "buyers": [each.code for each in members],
    }
