"""Keeps one key or address from taking the whole process: a token bucket for each, in memory."""

import threading
import time
from collections import OrderedDict
from collections.abc import Hashable

from django.conf import settings

#: Buckets kept at most; the one idle for longest is forgotten first, and a forgotten bucket is a full one.
MOST_BUCKETS = 10_000


class TooManyRequests(Exception):
    """The bucket of `per_minute` tokens is empty; `wait` says for how many seconds."""

    def __init__(self, wait: float, per_minute: int):
        super().__init__(wait, per_minute)
        self.wait = wait
        self.per_minute = per_minute


class Buckets:
    """Token buckets that fill up within a minute. Each process counts for itself: it is a fuse, no bill."""

    def __init__(self) -> None:
        self._levels: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, owner: Hashable, per_minute: int) -> int:
        """Take one token; gives how many are left. Raises TooManyRequests. No limit where `per_minute` is 0."""
        if not per_minute:
            return 0
        at = time.monotonic()
        with self._lock:
            level, since = self._levels.pop(owner, (float(per_minute), at))
            level = min(per_minute, level + (at - since) * per_minute / 60)
            taken = level >= 1
            self._levels[owner] = (level - 1 if taken else level, at)
            if len(self._levels) > MOST_BUCKETS:
                self._levels.popitem(last=False)
        if not taken:
            raise TooManyRequests((1 - level) * 60 / per_minute, per_minute)
        return int(level - 1)

    def forget(self) -> None:
        """Fill every bucket again."""
        with self._lock:
            self._levels.clear()


buckets = Buckets()


def count_call(key_id: Hashable) -> int:
    """Count a call against its key; gives how many are left to it. Raises TooManyRequests."""
    return buckets.take(key_id, settings.API_CALLS_PER_MINUTE)


def count_address(address: str) -> None:
    """Count a call against the address it comes from, whatever key it has. Raises TooManyRequests."""
    buckets.take(("address", address), settings.API_CALLS_PER_MINUTE_AND_ADDRESS)


def count_failure(address: str) -> None:
    """Count a call without a valid key against the address it came from. Raises TooManyRequests."""
    buckets.take(address, settings.API_FAILURES_PER_MINUTE)


def rate_headers(left: int, per_minute: int, wait: int = 0) -> dict[str, str]:
    """The headers that tell a client where it stands (draft-ietf-httpapi-ratelimit-headers)."""
    return {
        "RateLimit-Policy": f'"calls";q={per_minute};w=60',
        "RateLimit": f'"calls";r={left};t={wait}',
    }
