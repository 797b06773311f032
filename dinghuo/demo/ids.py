"""Makes ids as they would have been made at an instant of the past, so that lists and timelines stand in order."""

import random
from datetime import datetime
from uuid import UUID


class Ids:
    """UUIDv7 for given instants; of the same millisecond, later asked is later sorted (RFC 9562, method 1).

    All else in the demo is the same on every machine; ids differ, since a row's id is one in the whole database.
    """

    def __init__(self) -> None:
        self._chance = random.Random()
        self._seen: dict[int, int] = {}
        self._last: tuple[datetime | None, int] = (None, 0)

    def at(self, instant: datetime) -> UUID:
        """The next id of that instant. More than 4096 of one millisecond flow over into the next ones."""
        return UUID(int=self._next(instant))

    def text_at(self, instant: datetime) -> str:
        """The same as text, for rows that nobody refers to: they are the most."""
        return f"{self._next(instant):032x}"

    def _next(self, instant: datetime) -> int:
        if instant is not self._last[0]:
            self._last = (instant, int(instant.timestamp() * 1000))
        milliseconds = self._last[1]
        count = self._seen.get(milliseconds, 0)
        self._seen[milliseconds] = count + 1
        milliseconds, count = milliseconds + count // 4096, count % 4096
        return milliseconds << 80 | 0x7 << 76 | count << 64 | 0b10 << 62 | self._chance.getrandbits(62)
