"""Levels of customers, as the API tells them."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import money
from dinghuo.api.shapes.answer import Answer, DecimalText, InstantText


class LevelAnswer(Answer):
    """A level, from which purchases on it is earned (null: by hand only), and what it is good for."""

    key: str
    name: str
    names: dict[str, str]
    rank: int
    least: DecimalText | None
    benefits: list[str]


class LevelsAnswer(Answer):
    """All levels, the best first, and how purchases are counted (null: levels are only given by hand)."""

    items: list[LevelAnswer]
    next: str | None
    window_months: int | None
    grace_days: int | None
    currency: str | None


class GrantAnswer(Answer):
    """A level that a customer has, had or will have."""

    level: str = Field(description="Key.")
    valid_from: InstantText
    valid_to: InstantText | None
    by_rule: bool = Field(description="Earned by purchases; else given by a person.")
    measured: DecimalText | None = Field(description="The purchases by which it was earned.")


class OwnLevelAnswer(Answer):
    """Where the key's own organisation stands."""

    level: str | None = Field(description="Key.")
    by_rule: bool
    until: InstantText | None = Field(description="When it ends, if that is known.")
    then: str | None = Field(description="What follows it then.")
    bought: DecimalText
    next: str | None = Field(description="The next level that can be earned.")
    lacks: DecimalText = Field(description="What lacks to it.")
    lacks_to_keep: DecimalText = Field(description="What lacks to keep the present one; zero for none.")
    currency: str | None
    history: list[GrantAnswer]


class StandingAnswer(Answer):
    """Where a customer stands, and what settling would change now."""

    buyer: str = Field(description="Code.")
    level: str | None
    by_hand: bool
    bought: DecimalText
    earned: str | None
    change: str = Field(description="up, down, ends, kept, or empty.")
    to: str | None
    until: InstantText | None


class StandingsAnswer(Answer):
    """All active customers: who would move first, then who bought most."""

    items: list[StandingAnswer]
    next: str | None


class SettledAnswer(Answer):
    """What settling did."""

    moved: int = Field(description="How many customers moved.")


def _key(level: Any) -> str | None:
    return level.key if level else None


def level_shape(terms: Any, currency: str) -> dict[str, Any]:
    """A level with its terms."""
    least = None if terms.least is None else money(terms.least, currency)
    told = {name: getattr(terms.level, name) for name in ("key", "name", "names", "rank")}
    return told | {"least": least, "benefits": terms.benefits()}


def grant_shape(grant: Any, currency: str) -> dict[str, Any]:
    """One row of a customer's history."""
    return {
        "level": grant.level.key,
        "valid_from": grant.valid.lower,
        "valid_to": grant.valid.upper,
        "by_rule": grant.by_rule,
        "measured": None if grant.measured is None else money(grant.measured, currency),
    }


def own_shape(own: Any, currency: str) -> dict[str, Any]:
    """Where one stands oneself; `currency` for amounts where none is counted."""
    return {
        "level": _key(own.level),
        "by_rule": own.by_rule,
        "until": own.until,
        "then": _key(own.then),
        "bought": money(own.bought, own.currency or currency),
        "next": _key(own.next),
        "lacks": money(own.lacks, own.currency or currency),
        "lacks_to_keep": money(own.lacks_to_keep, own.currency or currency),
        "currency": own.currency or None,
        "history": [grant_shape(grant, own.currency or currency) for grant in own.history],
    }


def standing_shape(row: Any, currency: str) -> dict[str, Any]:
    """One customer's place."""
    return {
        "buyer": row.buyer.code,
        "level": _key(row.level),
        "by_hand": row.by_hand,
        "bought": money(row.bought, currency),
        "earned": _key(row.earned),
        "change": row.change,
        "to": _key(row.to),
        "until": row.until,
    }
