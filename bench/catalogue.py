"""Lists, search, counts and product pages of a million variants, against bare statements that return the same rows.

One customer with level and contract prices looks in a storefront that leaves some goods out, over the API and as pages.
Reference: one prepared statement for the rows, and for pages another one for what is counted beside them, over a
connection of the same role. Program and reference take turns, at a million variants and at a thousand. A cost is what
program and database used of one core, and the median time at one client; the larger of the two ratios counts.

    bin/bench catalogue [--seconds 2] [--rounds 3] [--small] [--check] [--write]
"""

import statistics
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from bench.limit.goods import Bare, Look
from bench.rig.chart import bars
from bench.rig.contest import check
from bench.rig.cpu import Meter, postmaster
from bench.rig.load import drive
from bench.rig.machine import machine
from bench.rig.options import Options, options, parser
from bench.rig.outcome import Outcome, percentile
from bench.rig.report import Report, Target
from bench.rig.served import Served, served
from bench.rig.shops import Shop, shops
from bench.rig.statements import Said, said_for_each
from dinghuo.local import setup
from dinghuo.local.dev import PRODUCTION

REACH = {"api": 4.0, "page": 6.0}
REACH_GROWTH = 2.0
#: Where something on the page is out of stock, one statement asks what is on its way.
MOST_MORE = 1
API_ROWS, PAGE_ROWS = 48, 30
CATEGORY = "drinks"
WARM_CALLS = 30
#: One customer asks as often as thousands would.
UNLIMITED = {"DINGHUO_API_CALLS_PER_MINUTE": "0", "DINGHUO_API_CALLS_PER_MINUTE_AND_ADDRESS": "0"}
WORDS = {
    "search, 1 character": "水",
    "search, 2 characters": "饮料",
    "search, 5 characters": "植物蛋白饮",
    "search, typo": "植物蛋白饮",
    "search, pinyin": "yinliao",
    "search, code": "M00100001-1",
}
#: What the program is asked where that isn't what is meant; the bare statement is told what is meant.
TYPED = {"search, typo": "植物蛋百饮"}
FORMS = ("bare rows", "api", "bare page", "page")


@dataclass
class Side:
    """One of the two markets: for each kind of look what is asked of program and reference, and what was measured."""

    variants: str
    shop: Shop
    web: Served
    bare: Bare
    meter: Meter
    looks: Mapping[str, Mapping[str, Look]]
    calls: Mapping[str, Mapping[str, Callable[[], bytes]]]
    measured: dict[tuple[str, str], list[Outcome]] = field(default_factory=dict)

    def measure(self, kind: str, form: str, seconds: float) -> None:
        """Let one form of one kind run."""
        with self.meter.over() as outcomes:
            if form.startswith("bare"):
                outcomes.append(self.bare.run(self.looks[kind][form], seconds))
            else:
                outcomes.append(drive(self.web.port, self.calls[kind][form], 1, seconds))
        if not form.startswith("bare"):
            check(outcomes[0])
        self.measured.setdefault((kind, form), []).append(outcomes[0])

    def cost_ms(self, kind: str, form: str, number: int) -> tuple[float, float]:
        """CPU of program and database for one look, and its median time, in one round."""
        outcome = self.measured[kind, form][number]
        # What the reference's own process does is what the program does for ours: sending and reading.
        used = outcome.database_cpu + (outcome.load_cpu if form.startswith("bare") else outcome.server_cpu)
        return 1000 * used / outcome.orders, 1000 * percentile(outcome.latencies, 0.5)


def main() -> None:
    """Find or make both markets, then measure."""
    arguments = parser("catalogue", __doc__)
    arguments.set_defaults(seconds=2, clients="1")
    chosen = options(arguments.parse_args())
    sizes = ("thousand", "some") if chosen.small else ("thousand", "million")
    setup.manage("collectstatic", "--no-input", "--verbosity", "0", **PRODUCTION)
    with shops(*sizes) as found, ExitStack() as stack:
        sides = [_side(size, shop, stack) for size, shop in zip(sizes, found, strict=True)]
        _measure(sides, chosen)
        told(sides, chosen)


def told(sides: Sequence[Side], chosen: Options) -> None:
    """Count the statements, and tell."""
    few, many = sides
    said = [said_for_each(side.shop.place, _named(side.calls), 20, **UNLIMITED) for side in sides]
    ratios = {(kind, form): _ratios(many, kind, form) for kind in many.looks for form in REACH}
    growth = {(kind, form): _growth(few, many, kind, form) for kind in many.looks for form in REACH}
    targets = [
        Target(f"{kind}, {form}: times the bare statement", max(pair), REACH[form], at_least=False)
        for (kind, form), pair in ratios.items()
    ] + [
        Target(
            f"{kind}, {form}: times its own cost at {few.variants}", max(pair), REACH_GROWTH, at_least=False
        )
        for (kind, form), pair in growth.items()
    ]
    more = max(abs(said[1][name].statements - said[0][name].statements) for name in said[0])
    targets.append(
        Target(
            "Statements more or less than in the small market, of any look", more, MOST_MORE, at_least=False
        )
    )
    Report(
        name="catalogue",
        machine=machine(many.shop.place),
        notes=[
            f"{many.variants} against {few.variants} variants; the API tells {API_ROWS} variants, a page {PAGE_ROWS} "
            "products with what is counted beside them.",
        ],
        table=_table(many, ratios, growth, said[1]),
        targets=targets,
        figures={"looks": _figures(sides, ratios, growth, said)},
        chart=bars("One look at the larger market, program and database", "CPU ms", _groups(many)),
    ).tell(chosen.check, chosen.write)


def _side(size: str, shop: Shop, stack: ExitStack) -> Side:
    # Pages price the whole cart beside what they show, so one that was left would be measured with them.
    shop.empty_carts()
    web = stack.enter_context(served(shop.place, **UNLIMITED))
    bare = Bare(shop)
    stack.callback(bare.close)
    looks = _looks(bare)
    calls = {
        kind: {
            form: _call(shop, looks[kind][f"bare {part}"], form, TYPED.get(kind, ""))
            for form, part in PARTS.items()
        }
        for kind in looks
    }
    for each in calls.values():
        for request in each.values():
            check(drive(web.port, request, 2, 0, times=WARM_CALLS))
    return Side(size, shop, web, bare, Meter(web.process, postmaster(shop.place)), looks, calls)


#: Which reference belongs to which form.
PARTS = {"api": "rows", "page": "page"}


def _looks(bare: Bare) -> dict[str, dict[str, Look]]:
    listed = Look(category=CATEGORY, limit=API_ROWS)
    sku = str(bare.rows(listed)[0][0])
    rows = {"list of a category": listed}
    rows |= {kind: Look(search=word, limit=API_ROWS) for kind, word in WORDS.items()}
    rows["search, code"] = Look(code=WORDS["search, code"])
    pages = {
        kind: replace(look, grouped=True, counted=not look.code, limit=PAGE_ROWS)
        for kind, look in rows.items()
    }
    rows["product"] = pages["product"] = Look(sku=sku)
    return {kind: {"bare rows": rows[kind], "bare page": pages[kind]} for kind in rows}


def _call(shop: Shop, look: Look, form: str, typed: str) -> Callable[[], bytes]:
    if look.sku:
        return (
            shop.call(f"/api/v1/products/{look.sku}") if form == "api" else shop.page(f"/goods/{look.sku}/")
        )
    words = quote(typed or look.search or look.code)
    if form == "api":
        asked = f"category={look.category}" if look.category else f"search={words}"
        return shop.call(f"/api/v1/products?{asked}&limit={API_ROWS}")
    return shop.page(f"/goods/?category={look.category}" if look.category else f"/goods/?q={words}")


def _measure(sides: Sequence[Side], chosen: Options) -> None:
    for number in range(chosen.rounds):
        for kind in sides[0].looks:
            for form in FORMS:
                for side in sides:
                    side.measure(kind, form, chosen.seconds)
            cpu, took = sides[-1].cost_ms(kind, "page", number)
            print(
                f"  round {number + 1}/{chosen.rounds}  {kind:<22} page {took:7.1f} ms, CPU {cpu:.1f}",
                flush=True,
            )


def _ratios(side: Side, kind: str, form: str) -> tuple[float, float]:
    return _medians(side, side, kind, f"bare {PARTS[form]}", form)


def _growth(few: Side, many: Side, kind: str, form: str) -> tuple[float, float]:
    return _medians(few, many, kind, form, form)


def _medians(below: Side, above: Side, kind: str, under: str, over: str) -> tuple[float, float]:
    """The medians of the rounds' ratios of CPU and of time."""
    pairs = [
        (below.cost_ms(kind, under, number), above.cost_ms(kind, over, number))
        for number in range(len(above.measured[kind, over]))
    ]
    cpu, took = (statistics.median(top[part] / bottom[part] for bottom, top in pairs) for part in (0, 1))
    return cpu, took


def _named(calls: Mapping[str, Mapping[str, Callable[[], bytes]]]) -> dict[str, Callable[[], bytes]]:
    return {f"{kind}, {form}": request for kind, each in calls.items() for form, request in each.items()}


def _latency(side: Side, kind: str, form: str, share: float) -> float:
    return 1000 * percentile([value for each in side.measured[kind, form] for value in each.latencies], share)


def _cpu(side: Side, kind: str, form: str) -> float:
    return statistics.median(
        side.cost_ms(kind, form, number)[0] for number in range(len(side.measured[kind, form]))
    )


Ratios = Mapping[tuple[str, str], tuple[float, float]]


def _table(many: Side, ratios: Ratios, growth: Ratios, said: Mapping[str, Said]) -> list[Sequence[str]]:
    head = (
        *("look", "form", "p50 ms", "p95 ms", "CPU ms", "bare: p50 ms", "CPU ms"),
        *("CPU ratio", "time ratio", "CPU against the small one", "time", "statements"),
    )
    table: list[Sequence[str]] = [head]
    for kind, form in ratios:
        under = f"bare {PARTS[form]}"
        figures = (
            *(_latency(many, kind, form, 0.5), _latency(many, kind, form, 0.95), _cpu(many, kind, form)),
            *(_latency(many, kind, under, 0.5), _cpu(many, kind, under)),
            *(*ratios[kind, form], *growth[kind, form]),
        )
        statements = said[f"{kind}, {form}"].statements
        table.append((kind, form, *(f"{each:.2f}" for each in figures), f"{statements:.0f}"))
    return table


def _figures(
    sides: Sequence[Side], ratios: Ratios, growth: Ratios, said: Sequence[Mapping[str, Said]]
) -> list[dict[str, object]]:
    return [
        {
            "look": kind,
            "form": form,
            "ratios": ratios[kind, form],
            "growth": growth[kind, form],
            "statements": {
                side.variants: each[f"{kind}, {form}"].statements
                for side, each in zip(sides, said, strict=True)
            },
            "p50_ms": {side.variants: _latency(side, kind, form, 0.5) for side in sides},
            "p95_ms": {side.variants: _latency(side, kind, form, 0.95) for side in sides},
            "cpu_ms": {side.variants: _cpu(side, kind, form) for side in sides},
            "bare_cpu_ms": {side.variants: _cpu(side, kind, f"bare {PARTS[form]}") for side in sides},
        }
        for kind, form in ratios
    ]


def _groups(side: Side) -> list[tuple[str, list[tuple[str, float]]]]:
    return [(kind, [(form, _cpu(side, kind, form)) for form in FORMS]) for kind in side.looks]


if __name__ == "__main__":
    main()
