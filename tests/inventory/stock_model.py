"""A plain model of the book of stock: dictionaries, loops and the rules as a person would say them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

#: Names a balance: owner, article, warehouse, lot.
Key = tuple[str, str, UUID, str]


@dataclass
class Line:
    """A document's line: what it holds of which balance, and what went out from which."""

    owner: str
    sku: str
    held: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    out: dict[Key, int] = field(default_factory=lambda: defaultdict(int))


class Model:
    """What lies where, how much of it is promised to whom, and until when a lot is good."""

    def __init__(self, priorities: dict[UUID, int], today: date):
        self.priorities, self.today = priorities, today
        self.on_hand: dict[Key, int] = defaultdict(int)
        self.expires: dict[tuple[str, str, str], date] = {}
        #: When the first of what lies there came in, by a document; what was only ever counted came in before all.
        self.came: dict[Key, int] = {}
        self.lines: dict[UUID, Line] = {}

    def bring(self, key: Key, quantity: int) -> None:
        """Goods come in by a document: from outside, or from another place."""
        if key not in self.came or (not self.on_hand[key] and quantity):
            self.came[key] = max(self.came.values(), default=0) + 1
        self.on_hand[key] += quantity

    def reserved(self, key: Key) -> int:
        """What lines hold of a balance."""
        return sum(line.held[key] for line in self.lines.values())

    def free(self, key: Key) -> int:
        """What could be taken away."""
        return self.on_hand[key] - self.reserved(key)

    def promised_from(self, owner: str, sku: str) -> list[Key]:
        """The balances that may be promised from, first expired first, then the warehouse that is emptied first."""
        keys = [
            key
            for key in self.on_hand
            if key[:2] == (owner, sku)
            and key[2] in self.priorities
            and self.free(key) > 0
            and self._good_until(key) >= self.today
        ]
        return sorted(keys, key=self._turn)

    def reserve(self, line_id: UUID, owner: str, sku: str, quantity: int, partial: bool) -> int:
        """All, or what there is if it is partial, else nothing; returns how much."""
        line = self.lines[line_id] = Line(owner, sku)
        keys = self.promised_from(owner, sku)
        there = sum(self.free(key) for key in keys)
        if there < quantity and not partial:
            return 0
        rest = quantity
        for key in keys:
            part = min(rest, self.free(key))
            line.held[key] += part
            rest -= part
        return quantity - rest

    def release(self, line_id: UUID, quantity: int) -> None:
        """What keeps longest goes first."""
        line = self.lines[line_id]
        for key in sorted(line.held, key=self._turn, reverse=True):
            part = min(quantity, line.held[key])
            line.held[key] -= part
            quantity -= part

    def ship(self, line_id: UUID, key: Key, quantity: int) -> None:
        """Take what was held of a balance away."""
        line = self.lines[line_id]
        line.held[key] -= quantity
        line.out[key] += quantity
        self.on_hand[key] -= quantity
        assert line.held[key] >= 0
        assert self.on_hand[key] >= 0

    def give_back(self, line_id: UUID, key: Key, quantity: int) -> None:
        """Put back what went out from there, and no more."""
        self.lines[line_id].out[key] -= quantity
        self.on_hand[key] += quantity
        assert self.lines[line_id].out[key] >= 0

    def figures(self) -> dict[Key, tuple[int, int]]:
        """On hand and reserved of every balance that has some."""
        found = {key: (there, self.reserved(key)) for key, there in self.on_hand.items()}
        return {key: figure for key, figure in found.items() if figure != (0, 0)}

    def _turn(self, key: Key) -> tuple[date, int, int, UUID, str]:
        return self._good_until(key), self.priorities[key[2]], self.came.get(key, 0), key[2], key[3]

    def _good_until(self, key: Key) -> date:
        owner, sku, _place, lot = key
        return self.expires.get((owner, sku, lot), date.max)
