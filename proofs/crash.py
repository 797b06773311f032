"""Killed at any moment, nothing is lost and nothing happens twice: kill -9 of web, worker and PostgreSQL under load.

Starts `bin/dev --production` over a cluster of its own, lets clients order and carry their orders through, and kills
one of its processes every few seconds: the web server or one of its processes, the worker, PostgreSQL or one of its
backends, or what keeps it running. Clients ask again under the same Idempotency-Key until they are answered; some
give up. Afterwards every acknowledged order is there once and whole, every event has had its reactions, stock equals
its movements, credit its open orders, and the books balance.

    bin/prove crash [--seconds 300] [--clients 16] [--every 6] [--seed 1]
"""

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

import django
import psutil

from proofs.shared.machine import machine
from proofs.shared.place import Running, own_place

#: What is killed; the keeper is killed with its server, as when a machine runs out of memory.
VICTIMS = ("web", "web", "worker", "worker", "server", "server", "backend", "keeper")
DRAIN_SECONDS = 240


def main() -> None:
    """Trade, kill, look."""
    parser = argparse.ArgumentParser(prog="bin/prove crash")
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--every", type=float, default=6, help="seconds between two kills, on average")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    with own_place("crash") as folder:
        django.setup()
        found = prove(folder, options)
    for each in found[:30]:
        print(f"WRONG: {each}")
    print(f"crash: {'NOT proven' if found else 'proven'}")
    sys.exit(1 if found else 0)


def prove(folder: Path, options: argparse.Namespace) -> list[str]:
    """Everything that is wrong afterwards."""
    from proofs.shared.books import drained, told, wrongs
    from proofs.shared.crowd import Crowd
    from proofs.shared.market import make_trading_market

    market = make_trading_market(buyers=max(4, options.clients // 2))
    with Running(folder) as running:
        print(machine())
        crowd = Crowd(market, running.port, options.clients, options.seed, forgetful=0.25)
        crowd.start()
        killed = kill(running, options)
        running.wait()
        crowd.stop()
        left = drained(DRAIN_SECONDS)
        journal = crowd.journal
        print(
            f"seed {options.seed}: {sum(killed.values())} kills {dict(killed)}; {journal.pace(crowd.since)}; "
            f"{len(journal.acknowledged)} orders acknowledged, {len(journal.unknown)} unknown, "
            f"{journal.lost} connections lost; answers {dict(journal.answers)}, refusals {dict(journal.refusals)}"
        )
        print(told(market.market_id))
        found = [f"left in the queue: {job}" for job in left]
        found += wrongs(market.market_id, journal)
        # The answer 500 is for faults of the program; a database that is away is 503, and the client asks again.
        found += [fault for fault in journal.faults if "503" not in fault]
        if not killed or not journal.acknowledged:
            found.append("nothing was killed, or nothing ordered: the proof means nothing")
        if found:
            print(running.told[-3000:])
    return found


def kill(running: Running, options: argparse.Namespace) -> Counter[str]:
    """Kill something every few seconds; returns what, how often."""
    chance, killed = random.Random(options.seed), Counter[str]()
    ends = time.monotonic() + options.seconds
    while time.monotonic() < ends:
        time.sleep(min(chance.uniform(0.3, 1.7) * options.every, max(0.1, ends - time.monotonic())))
        kind = chance.choice(VICTIMS)
        victims = running.processes()[kind]
        if not victims:
            continue  # it is being started anew
        if kind == "keeper":
            victims += running.processes()["server"]
        for victim in victims if kind == "keeper" else [chance.choice(victims)]:
            try:
                victim.kill()
            except psutil.NoSuchProcess:
                continue
        killed[kind] += 1
    return killed


if __name__ == "__main__":
    main()
