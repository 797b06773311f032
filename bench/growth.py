"""What an order and a page cost at a long history against a short one, in turns in one run.

Two copies of the market, one with 10,000 orders in its past, one with --orders; the trade of each day is the same, the
long history goes further back. Each is served by a program of its own. The cost of a call is judged by what program and
database used of one core for it, and by the median time it took at one client; the larger of the two ratios counts.

    bin/bench growth [--orders 1000000] [--seconds 5] [--rounds 3] [--small] [--check] [--write]
"""

import os
import statistics
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field

from bench.rig import databases
from bench.rig.chart import bars
from bench.rig.contest import check
from bench.rig.cpu import Meter, postmaster
from bench.rig.history import with_history
from bench.rig.load import drive
from bench.rig.machine import machine
from bench.rig.options import Options, options, parser
from bench.rig.orders import orders
from bench.rig.outcome import Outcome, percentile
from bench.rig.pages import BUYER, OPERATOR, newest, page, sign_in
from bench.rig.report import Report, Target
from bench.rig.served import Served, served
from dinghuo.local import setup
from dinghuo.local.address import Address
from dinghuo.local.dev import PRODUCTION

REACH = 1.3
SHORT = 10_000
WARM_CALLS = 30


@dataclass
class Side:
    """One of the two markets, and what was measured on it by kind of call."""

    place: Address
    web: Served
    calls: Mapping[str, Callable[[], bytes]]
    meter: Meter
    measured: dict[str, list[Outcome]] = field(default_factory=dict)

    def cost_ms(self, kind: str, number: int) -> tuple[float, float]:
        """CPU of program and database for a call, and its median time, in one round."""
        outcome = self.measured[kind][number]
        return (
            1000 * (outcome.server_cpu + outcome.database_cpu) / outcome.orders,
            1000 * percentile(outcome.latencies, 0.5),
        )


def main() -> None:
    """Find or make both markets, then measure."""
    arguments = parser("growth", __doc__)
    arguments.add_argument(
        "--orders", type=int, default=1_000_000, help="in the long history; default 1000000"
    )
    arguments.set_defaults(clients="1")
    parsed = arguments.parse_args()
    chosen, most = options(parsed), parsed.orders
    short = SHORT if not chosen.small else most // 10
    setup.manage("collectstatic", "--no-input", "--verbosity", "0", **PRODUCTION)
    with databases.ready(chosen.size) as place, ExitStack() as stack:
        sides = {many: _side(with_history(place, chosen.size, many), chosen, stack) for many in (short, most)}
        told(place, chosen, sides)


def told(place: Address, chosen: Options, sides: Mapping[int, Side]) -> None:
    """Measure both, and tell."""
    found = machine(place)
    for number in range(chosen.rounds):
        for kind in next(iter(sides.values())).calls:
            for many, side in sides.items():
                with side.meter.over() as outcomes:
                    outcomes.append(drive(side.web.port, side.calls[kind], 1, chosen.seconds))
                check(outcomes[0])
                side.measured.setdefault(kind, []).append(outcomes[0])
                cpu, took = side.cost_ms(kind, number)
                print(
                    f"  round {number + 1}/{chosen.rounds}  {many:>9,} orders  {kind:<20} {took:7.1f} ms, CPU {cpu:.1f}"
                )
    short, long = sorted(sides)
    ratios = {kind: _ratios(sides[short], sides[long], kind) for kind in sides[short].calls}
    Report(
        name="growth",
        machine=found,
        notes=[
            f"{long:,} orders against {short:,}, {chosen.size.customers:,} customers, {chosen.size.products:,} "
            "products; history without shipments and invoices."
        ],
        table=_table(sides, ratios),
        targets=[
            Target(f"{kind}: cost at {long:,} orders against {short:,}", max(pair), REACH, at_least=False)
            for kind, pair in ratios.items()
        ],
        figures={"orders": long, "against": short, "ratios": ratios},
        chart=bars("Cost of a call, program and database", "CPU ms", _groups(sides)),
    ).tell(chosen.check, chosen.write)


def _side(place: Address, chosen: Options, stack: ExitStack) -> Side:
    web = stack.enter_context(served(place))
    cookies = sign_in(place)
    numbers = newest(place)
    calls = {
        "POST an order": orders(databases.market(place), chosen.size, f"growth-{os.getpid()}", prepared=5000),
        "buyer's orders": page(cookies[BUYER], "/orders/"),
        "buyer's order": page(cookies[BUYER], *(f"/orders/{number}/" for number in numbers)),
        "operator's orders": page(cookies[OPERATOR], "/operator/orders/"),
        "operator's dashboard": page(cookies[OPERATOR], "/operator/"),
    }
    for request in calls.values():
        check(drive(web.port, request, 4, 0, times=WARM_CALLS))
    return Side(place, web, calls, Meter(web.process, postmaster(place)))


def _ratios(short: Side, long: Side, kind: str) -> tuple[float, float]:
    rounds = range(len(short.measured[kind]))
    pairs = [(short.cost_ms(kind, number), long.cost_ms(kind, number)) for number in rounds]
    return (
        statistics.median(theirs[0] / ours[0] for ours, theirs in pairs),
        statistics.median(theirs[1] / ours[1] for ours, theirs in pairs),
    )


def _median(side: Side, kind: str) -> tuple[float, float]:
    costs = [side.cost_ms(kind, number) for number in range(len(side.measured[kind]))]
    return statistics.median(cost[0] for cost in costs), statistics.median(cost[1] for cost in costs)


def _table(sides: Mapping[int, Side], ratios: Mapping[str, tuple[float, float]]) -> list[tuple[str, ...]]:
    short, long = sorted(sides)
    table = [
        (
            "call",
            f"CPU ms at {short:,}",
            f"at {long:,}",
            "ratio",
            f"p50 ms at {short:,}",
            f"at {long:,}",
            "ratio",
        )
    ]
    for kind, (cpu_ratio, time_ratio) in ratios.items():
        before, after = _median(sides[short], kind), _median(sides[long], kind)
        cells = (before[0], after[0], cpu_ratio, before[1], after[1], time_ratio)
        table.append((kind, *(f"{cell:.2f}" for cell in cells)))
    return table


def _groups(sides: Mapping[int, Side]) -> list[tuple[str, list[tuple[str, float]]]]:
    kinds = next(iter(sides.values())).calls
    return [
        (kind, [(f"{many:,}", _median(sides[many], kind)[0]) for many in sorted(sides)]) for kind in kinds
    ]


if __name__ == "__main__":
    main()
