"""The world in which the demo's year happens: its clock, its queue of events, and the rows that it leaves behind."""

import heapq
import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model

from dinghuo.demo.companies.company import Buyer
from dinghuo.demo.companies.found import Company, Member
from dinghuo.demo.companies.market import Opened
from dinghuo.demo.companies.terms import Credit
from dinghuo.demo.ids import Ids
from dinghuo.demo.shelf.prices import Prices
from dinghuo.demo.trade.stock import StockBook
from dinghuo.finance.rules.chart import AccountKey
from dinghuo.foundation.events import Event
from dinghuo.foundation.models import EventRow


@dataclass(frozen=True, slots=True)
class Who:
    """Who did something."""

    person_id: UUID | None
    person_name: str
    company_id: UUID | None
    company_name: str


#: The program itself, as it signs what it does.
SYSTEM = Who(None, "system", None, "")


class Rows:
    """Rows on their way into the tables, in the order in which they came about. Kept as tuples, and the names of their
    columns once for all: there are hundreds of thousands."""

    def __init__(self, market_id: UUID) -> None:
        self._market_id = str(market_id)
        self._columns: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._rows: dict[type[Model], list[tuple[tuple[str, ...], tuple[Any, ...]]]] = defaultdict(list)

    def add(self, model: type[Model], **columns: Any) -> None:
        """Add a row of the market."""
        names = tuple(columns)
        self._rows[model].append((self._columns.setdefault(names, names), tuple(columns.values())))

    def take(self, model: type[Model]) -> Iterator[dict[str, Any]]:
        """Give up the rows of a model, each as its columns."""
        for names, values in self._rows.pop(model, ()):
            yield {"market_id": self._market_id, **dict(zip(names, values, strict=True))}

    @property
    def left(self) -> Collection[type[Model]]:
        """The models of which there are rows."""
        return self._rows.keys()


class World:
    """What everything in the year shares. Instants are aware, in the market's zone."""

    def __init__(
        self,
        opened: Opened,
        prices: Prices,
        stock: StockBook,
        credits: Mapping[str, Credit],
        rows: Rows,
        ids: Ids,
        start: datetime,
        end: datetime,
    ) -> None:
        self.opened = opened
        self.prices = prices
        self.stock = stock
        self.credits = credits
        self.rows = rows
        self.ids = ids
        self.start = start
        self.end = end
        self.chance = random.Random("a year of trade")
        self.numbers: dict[tuple[str, int], int] = defaultdict(int)
        self.accounts: dict[AccountKey, UUID] = {}
        self.prepaid: dict[tuple[UUID, UUID], Decimal] = defaultdict(Decimal)
        self._queue: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._count = 0

    def later(self, at: datetime, happen: Callable[[datetime], None]) -> None:
        """Let something happen at an instant; what lies after the end never happens."""
        if at < self.end:
            self._count += 1
            heapq.heappush(self._queue, (at, self._count, happen))

    def run(self) -> None:
        """Let everything happen, in order of time."""
        while self._queue:
            at, _, happen = heapq.heappop(self._queue)
            happen(at)

    def number(self, kind: str, at: datetime) -> str:
        """The next document number of a series, as foundation.numbers would have drawn it."""
        self.numbers[kind, at.year] += 1
        return f"{kind}-{at.year}-{self.numbers[kind, at.year]:06d}"

    def company(self, code: str) -> Company:
        """A company by its code."""
        return self.opened.companies[code]

    def who(self, company: Company, post: str) -> Who:
        """The person at a post of a company."""
        member: Member = company[post]
        return Who(member.person_id, member.name, company.id, company.words.chinese)

    def record(
        self,
        kind: type[Event],
        at: datetime,
        who: Who,
        subject: tuple[UUID, str],
        parties: Sequence[UUID],
        data: Mapping[str, Any],
        why: str = "",
    ) -> None:
        """Write an event as foundation.record would have."""
        own = [who.company_id] if who.company_id else []
        self.rows.add(
            EventRow,
            id=self.ids.text_at(at),
            kind=kind.kind,
            subject_kind=kind.subject_kind,
            subject_id=subject[0],
            subject_number=subject[1],
            parties=list(dict.fromkeys([*parties, *own])),
            organisation_id=who.company_id,
            organisation_name=who.company_name,
            person_id=who.person_id,
            person_name=who.person_name,
            at=at,
            why=why,
            data=dict(data),
        )


@dataclass(frozen=True, slots=True)
class Party:
    """A buyer of the market: how the data files tell it, and the company that stands."""

    told: Buyer
    company: Company
