"""Makes the ids of rows: UUIDv7, so that new rows lie together in every index."""

import os
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, 12 bits of their fraction (method 3), then 62 random bits.

    Ids made by one process always grow, so rows written together can be read in the order of their ids.
    """
    return _id(_next_stamp(), os.urandom(8))


def new_ids(count: int) -> list[UUID]:
    """So many of them, each greater than the one before; the system is asked for all their random bits at once."""
    noise = os.urandom(8 * count)
    return [_id(_next_stamp(), noise[at : at + 8]) for at in range(0, 8 * count, 8)]


def _id(stamp: int, noise: bytes) -> UUID:
    value = stamp >> 12 << 80 | 7 << 76 | (stamp & 0xFFF) << 64 | 2 << 62
    return UUID(int=value | int.from_bytes(noise, "big") >> 2)


def _next_stamp() -> int:
    global _last
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    with _lock:
        _last = max(milliseconds << 12 | (rest << 12) // 1_000_000, _last + 1)
        return _last
