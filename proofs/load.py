"""Two hundred clients for ten minutes: no error but refusals, memory flat, queue drained, and the books are right.

`bin/dev --production` over a cluster of its own. Most clients are programs that order and carry their orders through,
the rest are people who look around the storefront.

    bin/prove load [--clients 200] [--seconds 480] [--think 1.0] [--seed 1]
"""

import argparse
import random
import sys
import time
from pathlib import Path

import django
import psutil

from proofs.shared.machine import machine
from proofs.shared.place import Running, own_place

MEGABYTE = 2**20
SAMPLE_SECONDS = 5
READERS = 0.2
DRAIN_SECONDS = 300
#: Memory that grew by more than this from the second quarter of the time to the last isn't flat: a share, and MB on top
#: for what a few more connections take.
GROWTH, ON_TOP = 1.10, 15.0

Sample = dict[str, float]


def main() -> None:
    """Trade, measure, look."""
    parser = argparse.ArgumentParser(prog="bin/prove load")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=480)
    parser.add_argument(
        "--think", type=float, default=1.0, help="seconds between two orders or pages, on average"
    )
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    with own_place("load") as folder:
        django.setup()
        found = prove(folder, options)
    for each in found[:30]:
        print(f"WRONG: {each}")
    print(f"load: {'NOT proven' if found else 'proven'}")
    sys.exit(1 if found else 0)


def prove(folder: Path, options: argparse.Namespace) -> list[str]:
    """Everything that is wrong during and afterwards."""
    from proofs.shared.books import drained, told, wrongs
    from proofs.shared.crowd import Crowd
    from proofs.shared.market import make_trading_market

    market = make_trading_market(buyers=40, articles=100)
    with Running(folder) as running:
        print(machine())
        crowd = Crowd(
            market, running.port, options.clients, options.seed, readers=READERS, think=options.think
        )
        crowd.start()
        samples = watch(running, options.seconds)
        crowd.stop()
        journal, pace = crowd.journal, crowd.journal.pace(crowd.since)
        since = time.monotonic()
        left = drained(DRAIN_SECONDS)
        print(
            f"seed {options.seed}: {options.clients} clients; {pace}; {len(journal.acknowledged)} orders "
            f"acknowledged, {journal.lost} connections lost; answers {dict(journal.answers)}, "
            f"refusals {dict(journal.refusals)}; queue empty {time.monotonic() - since:.0f} s after the last"
        )
        print(told(market.market_id))
        found = [f"left in the queue: {job}" for job in left]
        found += wrongs(market.market_id, journal) + journal.faults + steady(samples)
        if journal.lost or not journal.acknowledged:
            found.append(f"{journal.lost} connections lost, {len(journal.acknowledged)} orders")
    return found


def watch(running: Running, seconds: float) -> list[Sample]:
    """The memory of web, worker and database in MB (each page shared among those who share it), again and again."""
    samples = []
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        time.sleep(min(SAMPLE_SECONDS, max(0.1, ends - time.monotonic())))
        found = running.processes()
        groups = {
            "web": found["web"],
            "worker": found["worker"],
            "database": found["server"] + found["backend"],
        }
        samples.append({name: sum(map(memory, group)) for name, group in groups.items()})
    return samples


def memory(process: psutil.Process) -> float:
    """Of one process, in MB; nothing once it has ended."""
    try:
        return float(process.memory_full_info().pss) / MEGABYTE
    except psutil.NoSuchProcess:
        return 0.0


def steady(samples: list[Sample]) -> list[str]:
    """Say how memory went, and which of it grew. The database's is its cache: it may fill up, to the setting."""
    found = []
    quarter = max(1, len(samples) // 4)
    for name in samples[0]:
        early, late = (
            sum(sample[name] for sample in part) / len(part)
            for part in (samples[quarter : 2 * quarter] or samples[:1], samples[-quarter:])
        )
        most = max(sample[name] for sample in samples)
        print(
            f"memory of {name}: {early:.0f} MB in the second quarter, {late:.0f} in the last, {most:.0f} at most"
        )
        if name != "database" and late > early * GROWTH + ON_TOP:
            found.append(f"the memory of {name} grew from {early:.0f} to {late:.0f} MB")
    return found


if __name__ == "__main__":
    main()
