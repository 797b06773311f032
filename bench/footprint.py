"""Memory that a living demo market takes: web server, worker and database, after people and programs have used it.

Sums the proportional set size of all processes, so that what they share, such as the database's buffers, counts once.

    bin/bench footprint [--seconds 20] [--small] [--check] [--write]
"""

import time
from collections.abc import Sequence
from contextlib import ExitStack

import psutil

from bench.rig import databases
from bench.rig.chart import bars
from bench.rig.cpu import postmaster
from bench.rig.load import drive
from bench.rig.machine import machine
from bench.rig.options import Options, options, parser
from bench.rig.pages import BUYER, OPERATOR, page, sign_in
from bench.rig.people import signed_in
from bench.rig.report import Report, Target
from bench.rig.served import running, served
from dinghuo.local import setup
from dinghuo.local.address import Address, address
from dinghuo.local.dev import PRODUCTION, worker
from dinghuo.local.places import var

REACH_MB = 700
CLIENTS = 8
#: What people look at, by the door they come through.
PAGES = {
    "buyer": ("/", "/goods/", "/orders/", "/cart/", "/company/"),
    "supplier": ("/supplier/", "/supplier/orders"),
    "branch": ("/branch/", "/branch/orders"),
    "operator": ("/operator/", "/operator/orders/", "/operator/organisations/"),
}
#: The worker looks after what was left, and everything comes to rest.
REST_SECONDS = 5


def main() -> None:
    """Serve the demo market, or the small one, use it, and weigh it."""
    arguments = parser("footprint", __doc__)
    arguments.set_defaults(seconds=20)
    chosen = options(arguments.parse_args())
    (var() / "bench").mkdir(exist_ok=True)
    setup.manage("collectstatic", "--no-input", "--verbosity", "0", **PRODUCTION)
    if chosen.small:
        with databases.ready(chosen.size) as place:
            told(place, chosen)
    else:
        setup.prepare()
        told(address("owner"), chosen)


def told(place: Address, chosen: Options) -> None:
    """Use the market and tell what its processes weigh before and after."""
    found = machine(place)
    database = postmaster(place)
    if database is None:
        raise SystemExit("The database runs elsewhere: what it takes can't be seen from here.")
    with ExitStack() as stack:
        web = stack.enter_context(served(place))
        hands = stack.enter_context(running(worker({**PRODUCTION, "DINGHUO_DB_NAME": place.name})))
        parts = {"web server": web.process, "worker": hands, "database": database}
        time.sleep(REST_SECONDS)
        before = {name: weight_mb(process) for name, process in parts.items()}
        called = use(web.port, cookies(place, web.port, chosen), chosen.seconds)
        time.sleep(REST_SECONDS)
        after = {name: weight_mb(process) for name, process in parts.items()}
    total = sum(after.values())
    Report(
        name="footprint",
        machine=found,
        notes=[
            f"After {called:,} pages by {CLIENTS} clients at once; {'small' if chosen.small else 'demo'} market."
        ],
        table=[
            ("part", "MB when started", "MB after use"),
            *((name, f"{before[name]:.0f}", f"{after[name]:.0f}") for name in parts),
            ("all", f"{sum(before.values()):.0f}", f"{total:.0f}"),
        ],
        targets=[Target("Resident memory in MB", total, REACH_MB, at_least=False)],
        figures={"before_mb": before, "after_mb": after, "pages": called},
        chart=bars("Resident memory after use", "MB", [("", [*after.items(), ("all", total)])]),
    ).tell(chosen.check, chosen.write)


def cookies(place: Address, port: int, chosen: Options) -> dict[str, Sequence[str]]:
    """Session cookies by door."""
    if chosen.small:
        found = sign_in(place)
        return {BUYER: [found[BUYER]], OPERATOR: [found[OPERATOR]]}
    return signed_in(port)


def use(port: int, people: dict[str, Sequence[str]], seconds: float) -> int:
    """Look at every door's pages as its people; how many pages were seen."""
    seen = 0
    for door, each in people.items():
        for cookie in each:
            share = seconds / sum(len(them) for them in people.values())
            outcome = drive(port, page(cookie, *PAGES[door]), CLIENTS, share)
            if outcome.orders != len(outcome.latencies):
                raise RuntimeError(f"{door}: {dict(outcome.statuses)}: {outcome.sample[:500]}")
            seen += outcome.orders
    return seen


def weight_mb(process: psutil.Process) -> float:
    """Proportional set size of a process and its children."""
    total = 0
    for each in [process, *process.children(recursive=True)]:
        try:
            total += each.memory_full_info().pss
        except psutil.NoSuchProcess:
            continue
    return total / 2**20


if __name__ == "__main__":
    main()
