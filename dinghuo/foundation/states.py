"""Small tables of moves: which state may follow which."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from dinghuo.foundation.errors import Refusal

State = TypeVar("State", bound=str)


class WrongState(Refusal):
    """The document isn't in a state in which this can be done."""

    type = "wrong-state"


class Moves(Generic[State]):
    """Which moves one question of a document allows, e.g. Moves({DRAFT: {SENT}})."""

    def __init__(self, table: Mapping[State, set[State]]):
        self.table = table

    def may(self, now: State, then: State) -> bool:
        """True if the move is in the table, or is no move at all."""
        return now == then or then in self.table.get(now, set())
