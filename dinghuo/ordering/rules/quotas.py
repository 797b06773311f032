"""How much of an article a customer may still order: quotas, and the windows in which they count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

ZERO = Decimal(0)
#: Buyer, variant, seller.
RationKey = tuple[UUID, UUID, UUID]


class Period(StrEnum):
    """How often a quota begins anew."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class QuotaRule:
    """A quota in base units that may concern a buyer; `nearness`: 0 the buyer itself, 1 a group, 2 a level, 3 all."""

    quantity: Decimal
    period: Period
    starts: date
    ends: date | None
    nearness: int


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a buyer may order of an article in the window at hand, and has ordered, in base units. `until`: the last day
    of the window; None where it has no end."""

    limit: Decimal
    used: Decimal
    period: Period
    until: date | None

    @property
    def left(self) -> Decimal:
        """What may still be ordered."""
        return max(self.limit - self.used, ZERO)


def nearest(rules: Iterable[QuotaRule]) -> QuotaRule:
    """The one that counts: the nearest, of several as near the one that allows most."""
    return min(rules, key=lambda rule: (rule.nearness, -rule.quantity))


def window(rule: QuotaRule, today: date) -> tuple[date, date | None]:
    """The first and the last day of the window that today is in: weeks begin on Monday."""
    first, last = rule.starts, rule.ends
    if rule.period == Period.DAY:
        begins = ends = today
    elif rule.period == Period.WEEK:
        begins = today - timedelta(days=today.weekday())
        ends = begins + timedelta(days=6)
    elif rule.period == Period.MONTH:
        begins = today.replace(day=1)
        ends = (begins + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    else:
        return first, last
    return max(begins, first), ends if last is None else min(ends, last)


def allowance(rules: Iterable[QuotaRule], used: Mapping[date, Decimal], today: date) -> Allowance:
    """What a buyer may order by these rules, of which it has ordered `used` on these days."""
    rule = nearest(rules)
    first, last = window(rule, today)
    return Allowance(
        rule.quantity, sum((n for day, n in used.items() if day >= first), ZERO), rule.period, last
    )


class Rations:
    """What buyers may order of articles, handed out basket by basket; what is handed out isn't there for the next."""

    def __init__(self, allowances: Mapping[RationKey, Allowance]) -> None:
        self.allowances = allowances
        self._left = {key: each.left for key, each in allowances.items()}

    def left(self, key: RationKey) -> Decimal | None:
        """What may still be ordered; None where nothing limits it."""
        return self._left.get(key)

    def take(self, wanted: Mapping[RationKey, Decimal]) -> list[RationKey]:
        """Take all of it, or nothing; returns of which there is too little."""
        over = [key for key, quantity in wanted.items() if key in self._left and quantity > self._left[key]]
        if not over:
            self._change(wanted, -1)
        return over

    def put_back(self, wanted: Mapping[RationKey, Decimal]) -> None:
        """Undo a take."""
        self._change(wanted, 1)

    def _change(self, wanted: Mapping[RationKey, Decimal], sign: int) -> None:
        for key, quantity in wanted.items():
            if key in self._left:
                self._left[key] += sign * quantity
