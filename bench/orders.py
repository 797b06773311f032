"""POST /api/v1/orders against the least that PostgreSQL needs for it, in turns on one machine.

Five lines with contract prices and steps, credit, reservation, event and job; the reference does the same by pgbench,
as single prepared statements (plain) and as one statement (set-based). The target is judged at 8 clients.

    bin/bench orders [--seconds 5] [--rounds 3] [--clients 1,4,8,16] [--small] [--check] [--write]
"""

from collections.abc import Sequence

from bench.limit.run import FORMS, limit
from bench.rig import databases
from bench.rig.chart import bars
from bench.rig.contest import OURS, Row, contest, row
from bench.rig.cpu import Meter, postmaster
from bench.rig.load import drive
from bench.rig.machine import machine
from bench.rig.options import Options, options, parser
from bench.rig.orders import orders
from bench.rig.report import Report, Target, busy_note, orders_figures, orders_table
from bench.rig.served import served
from bench.rig.statements import Said, said_by_limit, said_by_program
from dinghuo.local.address import Address

REACH = 0.25
#: The number of clients at which targets are judged, or the nearest that was measured.
JUDGED = 8
WARM_SECONDS = 2.0


def main() -> None:
    """Find or make the market, then measure."""
    chosen = options(parser("orders", __doc__).parse_args())
    with databases.ready(chosen.size) as place:
        told(place, chosen)


def told(place: Address, chosen: Options) -> None:
    """Measure in this database, and tell."""
    found = machine(place)
    rows = measured(place, chosen)
    at = judged(chosen)
    share = row(rows, OURS, at).share_of(row(rows, "plain", at))
    Report(
        name="orders",
        machine=found,
        notes=[busy_note(rows), *statement_notes(place, chosen)],
        table=orders_table(rows, "plain"),
        targets=[Target(f"Share of the plain limit at {at} clients", share, REACH)],
        figures=orders_figures(rows),
        chart=drawn("Orders placed, five lines each", rows),
    ).tell(chosen.check, chosen.write)


def measured(place: Address, chosen: Options, hot: bool = False, clients: Sequence[int] = ()) -> list[Row]:
    """Run the program and both forms of the reference in turns."""
    request = orders(databases.market(place), chosen.size, "hot" if hot else "spread", hot=hot)
    with served(place) as web:
        drive(web.port, request, max(chosen.clients), min(WARM_SECONDS, chosen.seconds))
        forms = {OURS: lambda clients, seconds: drive(web.port, request, clients, seconds)}
        for form in FORMS:
            forms[form] = lambda clients, seconds, form=form: limit(
                place, chosen.size, form, clients, seconds, hot
            )
        return contest(
            forms, chosen.clients, chosen.rounds, chosen.seconds, Meter(web.process, postmaster(place))
        )


def judged(chosen: Options) -> int:
    """The number of clients at which a target is judged."""
    return min(chosen.clients, key=lambda clients: abs(clients - JUDGED))


def statement_notes(place: Address, chosen: Options) -> list[str]:
    """What program and reference say to the database for one order."""
    request = orders(databases.market(place), chosen.size, "counted", prepared=100)

    def plain(where: Address, times: int) -> object:
        return limit(where, chosen.size, "plain", 1, 0, times=times)

    ours: Said = said_by_program(place, request)
    theirs: Said = said_by_limit(place, plain)
    return [f"One order takes {ours.sentence}; the plain limit {theirs.sentence}."]


def drawn(title: str, rows: list[Row]) -> str:
    """The rates as a chart."""
    clients = sorted({each.clients for each in rows})
    groups = [
        (f"{count} clients", [(each.form, each.rate) for each in rows if each.clients == count])
        for count in clients
    ]
    return bars(title, "orders a second", groups)


if __name__ == "__main__":
    main()
