"""POST /api/v1/orders/batch with 100 orders in one call, against the limit that places them one by one.

What an ERP does: one customer's program sends a day's orders at once. Rates count orders, latencies calls.

    bin/bench orders-batch [--seconds 5] [--rounds 3] [--clients 1,4,8] [--small] [--check] [--write]
"""

import json
import random

from bench.limit.run import FORMS, limit
from bench.orders import drawn, judged
from bench.rig import databases
from bench.rig.contest import OURS, Row, contest, row
from bench.rig.cpu import Meter, postmaster
from bench.rig.load import drive
from bench.rig.machine import machine
from bench.rig.options import Options, options, parser
from bench.rig.orders import order, requests
from bench.rig.outcome import Outcome
from bench.rig.report import Report, Target, busy_note, orders_figures, orders_table
from bench.rig.served import served
from bench.rig.statements import said_by_program
from dinghuo.local.address import Address

REACH = 0.6
EACH = 100
PATH = "/api/v1/orders/batch"
PREPARED = 200


def main() -> None:
    """Find or make the market, then measure."""
    arguments = parser("orders-batch", __doc__)
    arguments.set_defaults(clients="1,4,8")
    chosen = options(arguments.parse_args())
    with databases.ready(chosen.size) as place:
        told(place, chosen)


def told(place: Address, chosen: Options) -> None:
    """Measure in this database, and tell."""
    found = machine(place)
    rows = measured(place, chosen)
    at = judged(chosen)
    said = said_by_program(place, batches(place, chosen, "counted", prepared=10), calls=10)
    share = row(rows, OURS, at).share_of(row(rows, "plain", at))
    Report(
        name="orders-batch",
        machine=found,
        notes=[busy_note(rows), f"One call with {EACH} orders takes {said.sentence}."],
        table=orders_table(rows, "plain"),
        targets=[Target(f"Share of the plain limit at {at} clients", share, REACH)],
        figures=orders_figures(rows),
        chart=drawn(f"Orders placed, {EACH} in one call", rows),
    ).tell(chosen.check, chosen.write)


def measured(place: Address, chosen: Options) -> list[Row]:
    """Run the program and both forms of the reference in turns."""
    request = batches(place, chosen, "batch", PREPARED)
    with served(place) as web:

        def ours(clients: int, seconds: float) -> Outcome:
            return drive(web.port, request, clients, seconds, read=placed)

        ours(max(chosen.clients), min(2.0, chosen.seconds))
        forms = {OURS: ours}
        for form in FORMS:
            forms[form] = lambda clients, seconds, form=form: limit(
                place, chosen.size, form, clients, seconds
            )
        return contest(
            forms, chosen.clients, chosen.rounds, chosen.seconds, Meter(web.process, postmaster(place))
        )


def batches(place: Address, chosen: Options, series: str, prepared: int):
    """A function that returns the next call, with EACH orders of one customer's."""
    chance = random.Random(series)

    def one() -> tuple[int, str, object]:
        customer = chance.randint(1, chosen.size.customers)
        return customer, PATH, {"orders": [order(chance, chosen.size, customer) for _ in range(EACH)]}

    return requests(databases.market(place), [one() for _ in range(prepared)], series)


def placed(body: bytes) -> int:
    """How many orders of a call were placed. Raises RuntimeError where one was refused: nothing here is scarce."""
    results = json.loads(body)["results"]
    refused = next((each for each in results if each["status"] != 201), None)
    if refused or len(results) != EACH:
        raise RuntimeError(f"of {EACH} orders in a call {len(results)} were answered, one by: {refused}")
    return len(results)


if __name__ == "__main__":
    main()
