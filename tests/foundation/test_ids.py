"""Ids are UUIDv7, carry their time, and grow."""

import time
from concurrent.futures import ThreadPoolExecutor

from dinghuo.foundation.ids import new_id, new_ids


def test_version_variant_and_time():
    before = time.time_ns() // 1_000_000
    one = new_id()
    assert (one.version, one.variant) == (7, "specified in RFC 4122")
    assert before <= one.int >> 80 <= time.time_ns() // 1_000_000 + 1


def test_ids_of_one_process_grow():
    made = [new_id() for _ in range(5_000)] + new_ids(5_000)
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_threads_never_make_the_same():
    with ThreadPoolExecutor(8) as pool:
        made = [
            one for batch in pool.map(lambda _: [new_id() for _ in range(2_000)], range(8)) for one in batch
        ]
    assert len({one.int >> 64 for one in made}) == len(made)
