"""Makes ids as they would have been made at an instant of the past, so that lists and timelines stand in order."""

import random
from datetime import datetime
from uuid import UUID


class Ids:
    """UUIDv7 for given instants; of the same millisecond, later asked is later sorted (RFC 9562, method 1)."""

    def __init__(self, seed: str) -> None:
        self._chance = random.Random(seed)
        self._seen: dict[int, int] = {}

    def at(self, instant: datetime) -> UUID:
        """The next id of that instant. More than 4096 of one millisecond flow over into the next ones."""
        milliseconds = int(instant.timestamp() * 1000)
        count = self._seen.get(milliseconds, 0)
        self._seen[milliseconds] = count + 1
        milliseconds, count = milliseconds + count // 4096, count % 4096
        value = milliseconds << 80 | 0x7 << 76 | count << 64 | 0b10 << 62 | self._chance.getrandbits(62)
        return UUID(int=value)
