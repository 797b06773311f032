"""A list of 1,000 codes and quantities, pasted, read, put into the cart and looked at there, against one of 100.

A customer does it as in a browser: the text is sent to be read, what was read is added, and the cart is opened, every
line priced and checked. Both lists take turns; the cost of a line is what program and database used of one core for it,
and its share of the median time; the larger of the two ratios counts.

    bin/bench cart-1000 [--rounds 3] [--small] [--check] [--write]
"""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.limit.goods import Bare, Look
from bench.rig.chart import bars
from bench.rig.cpu import Meter, postmaster
from bench.rig.load import drive
from bench.rig.machine import machine
from bench.rig.options import Options, options, parser
from bench.rig.outcome import Outcome, percentile
from bench.rig.report import Report, Target
from bench.rig.served import served, through
from bench.rig.shops import CSRF, Shop, shops
from bench.rig.wire import Wire
from dinghuo.local import setup
from dinghuo.local.dev import PRODUCTION
from dinghuo.local.places import var

REACH = 1.2
LISTS = (100, 1000)
CATEGORY = "drinks"
#: So often in a round.
TIMES = {100: 10, 1000: 2}
STEPS = ("read", "add", "look")
#: Answers of the three steps: a page, a redirect to the cart, a page.
EXPECTED = {200, 302}


@dataclass
class Pasting:
    """One list: its three requests in turn, and what was measured of them."""

    lines: int
    requests: Sequence[Callable[[], bytes]]
    measured: list[Outcome] = field(default_factory=list)
    statements: float = 0

    def run(self, port: int, times: int) -> Outcome:
        """Do all three steps so often. Raises RuntimeError where one of them fails."""
        turn = -1

        def request() -> bytes:
            nonlocal turn
            turn += 1
            return self.requests[turn % len(self.requests)]()

        outcome = drive(port, request, 1, 0, times=times * len(self.requests))
        if set(outcome.statuses) != EXPECTED:
            raise RuntimeError(f"{self.lines} lines: {dict(outcome.statuses)}: {outcome.sample[:300]}")
        return outcome

    def cost_ms(self, number: int) -> tuple[float, float]:
        """CPU of program and database for one line, and its share of the median time of the three steps."""
        outcome = self.measured[number]
        times = len(outcome.latencies) / len(self.requests)
        took = sum(percentile(outcome.latencies[step :: len(STEPS)], 0.5) for step in range(len(STEPS)))
        return (
            1000 * (outcome.server_cpu + outcome.database_cpu) / times / self.lines,
            1000 * took / self.lines,
        )


def main() -> None:
    """Find or make the market, then measure."""
    arguments = parser("cart-1000", __doc__)
    arguments.set_defaults(clients="1")
    chosen = options(arguments.parse_args())
    setup.manage("collectstatic", "--no-input", "--verbosity", "0", **PRODUCTION)
    with shops("thousand" if chosen.small else "million") as (shop,):
        told(shop, chosen)


def told(shop: Shop, chosen: Options) -> None:
    """Measure both lists, and tell."""
    found = machine(shop.place)
    pastings = {lines: _pasting(shop, lines) for lines in LISTS}
    with served(shop.place) as web:
        meter = Meter(web.process, postmaster(shop.place))
        for pasting in pastings.values():
            pasting.run(web.port, 2)
        for number in range(chosen.rounds):
            for lines, pasting in pastings.items():
                shop.empty_carts()
                with meter.over() as outcomes:
                    outcomes.append(pasting.run(web.port, TIMES[lines]))
                pasting.measured.append(outcomes[0])
                cpu, took = pasting.cost_ms(number)
                print(
                    f"  round {number + 1}/{chosen.rounds}  {lines:>5} lines  {took:.3f} ms a line, CPU {cpu:.3f}"
                )
    _count(shop, pastings)
    few, many = (pastings[lines] for lines in LISTS)
    ratios = [
        statistics.median(
            many.cost_ms(number)[part] / few.cost_ms(number)[part] for number in range(chosen.rounds)
        )
        for part in (0, 1)
    ]
    Report(
        name="cart-1000",
        machine=found,
        notes=[
            "Each list begins with an empty cart, and replaces its own quantities from the second time on."
        ],
        table=_table(pastings),
        targets=[
            Target(
                f"A line's cost in a list of {many.lines} against one of {few.lines}",
                max(ratios),
                REACH,
                False,
            ),
            Target(
                "Statements more or less than for the short list",
                abs(many.statements - few.statements),
                0.5,
                False,
            ),
        ],
        figures={
            "ratios": ratios,
            "lists": {
                lines: {"cost_ms": _median(pasting), "statements": pasting.statements}
                for lines, pasting in pastings.items()
            },
        },
        chart=bars("Cost of a line, program and database", "CPU ms", _groups(pastings)),
    ).tell(chosen.check, chosen.write)


def _pasting(shop: Shop, lines: int) -> Pasting:
    bare = Bare(shop)
    rows = bare.rows(Look(category=CATEGORY, limit=lines))
    bare.close()
    # SKU, unit and seller stand in these columns of bench/limit/goods.sql.
    goods = [(row[0], row[8], row[17]) for row in rows]
    text = "\r\n".join(f"{sku} {2 + place % 9}" for place, (sku, _unit, _seller) in enumerate(goods))
    added = [("csrfmiddlewaretoken", CSRF), ("add", "1")]
    for place, (sku, unit, seller) in enumerate(goods):
        added += [
            ("text", sku),
            ("goods", f"{sku}\t{seller}\t{unit}\t"),
            ("unit", unit),
            ("quantity", str(2 + place % 9)),
        ]
    return Pasting(
        lines,
        [
            shop.sent("/quick-order/", urlencode([("csrfmiddlewaretoken", CSRF), ("lines", text)])),
            shop.sent("/quick-order/", urlencode(added)),
            shop.page("/cart/"),
        ],
    )


def _count(shop: Shop, pastings: Mapping[int, Pasting]) -> None:
    """Count the statements of all three steps together."""
    with (
        Wire(shop.place.host, shop.place.port) as wire,
        served(shop.place, **through(wire.port, var() / "bench" / "wire")) as web,
    ):
        for pasting in pastings.values():
            shop.empty_carts()
            pasting.run(web.port, 5)
            before = wire.statements
            pasting.run(web.port, 2)
            pasting.statements = (wire.statements - before) / 2


def _median(pasting: Pasting) -> tuple[float, float]:
    costs = [pasting.cost_ms(number) for number in range(len(pasting.measured))]
    return statistics.median(cost[0] for cost in costs), statistics.median(cost[1] for cost in costs)


def _table(pastings: Mapping[int, Pasting]) -> list[Sequence[str]]:
    head = ("lines", *(f"{step}: p50 ms" for step in STEPS), "CPU ms a line", "ms a line", "statements")
    table: list[Sequence[str]] = [head]
    for lines, pasting in pastings.items():
        times = [
            percentile(
                [value for each in pasting.measured for value in each.latencies[step :: len(STEPS)]], 0.5
            )
            for step in range(len(STEPS))
        ]
        cpu, took = _median(pasting)
        cells = (f"{lines:,}", *(f"{1000 * each:.0f}" for each in times), f"{cpu:.3f}", f"{took:.3f}")
        table.append((*cells, f"{pasting.statements:.0f}"))
    return table


def _groups(pastings: Mapping[int, Pasting]) -> list[tuple[str, list[tuple[str, float]]]]:
    return [(f"{lines} lines", [("a line", _median(pasting)[0])]) for lines, pasting in pastings.items()]


if __name__ == "__main__":
    main()
