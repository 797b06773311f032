"""Orders that all hold the one same product, against the same orders in bare PostgreSQL; then whether it was oversold.

The fifth line of every order is one and the same article, so every order waits for the row of its stock. The target is
the share of the spread limit that `bin/bench orders` reaches, measured in the same run. At the end the article is made
scarce and asked for twice over.

    bin/bench orders-hot [--seconds 5] [--rounds 3] [--clients 1,4,8,16] [--small] [--check] [--write]
"""

import json
import random

from bench.orders import drawn, judged, measured
from bench.rig import databases
from bench.rig.contest import OURS, row
from bench.rig.load import drive
from bench.rig.machine import machine
from bench.rig.options import Options, options, parser
from bench.rig.orders import order, requests, sku
from bench.rig.report import Report, Target, busy_note, orders_figures, orders_table
from bench.rig.served import served
from bench.rig.size import Size
from dinghuo.local.address import Address

#: Pieces that are left of the article when it is asked for twice over.
LEFT = 100
SCARCE_CLIENTS = 16
STOCK_OF = """
SELECT s.on_hand, s.reserved,
       (SELECT coalesce(sum(r.quantity), 0) FROM inventory_reservation r WHERE r.stock_id = s.id),
       (SELECT coalesce(sum(m.reserved_delta), 0) FROM inventory_movement m WHERE m.stock_id = s.id),
       (SELECT coalesce(sum(l.ordered), 0) FROM ordering_orderline l WHERE l.variant_id = s.variant_id)
FROM inventory_stock s JOIN catalogue_variant v ON v.id = s.variant_id WHERE v.sku = %s
"""
MADE_SCARCE = """
UPDATE inventory_stock SET on_hand = reserved + %s WHERE variant_id = (SELECT id FROM catalogue_variant WHERE sku = %s)
"""


def main() -> None:
    """Find or make the market, then measure."""
    chosen = options(parser("orders-hot", __doc__).parse_args())
    with databases.ready(chosen.size) as place:
        told(place, chosen)


def told(place: Address, chosen: Options) -> None:
    """Measure in this database, and tell."""
    found = machine(place)
    at = judged(chosen)
    spread = measured(place, chosen, clients=(at,))
    rows = measured(place, chosen, hot=True)
    shares = [row(each, OURS, at).share_of(row(each, "plain", at)) for each in (spread, rows)]
    sold, refused = ask_twice_over(place, chosen.size)
    oversold = wrong(place, chosen.size)
    Report(
        name="orders-hot",
        machine=found,
        notes=[
            busy_note(rows),
            f"Spread orders reach {shares[0]:.2f} of their own limit at {at} clients in the same run.",
            f"Of {LEFT} pieces left and {2 * LEFT} asked for one by one, {sold} were sold and {refused} refused; "
            "stock, reservations, movements and order lines tell the same quantity.",
        ],
        table=orders_table(rows, "plain"),
        targets=[
            Target(f"Share of the hot plain limit at {at} clients", shares[1], shares[0]),
            Target(
                "Pieces oversold, undersold or unaccounted for",
                oversold + abs(LEFT - sold),
                0,
                at_least=False,
            ),
        ],
        figures={**orders_figures(rows), "sold_of_scarce": sold, "refused_of_scarce": refused},
        chart=drawn("Orders placed, all with one same article", rows),
    ).tell(chosen.check, chosen.write)


def ask_twice_over(place: Address, size: Size) -> tuple[int, int]:
    """Leave LEFT pieces, ask for each twice from many clients; how many orders were placed and refused."""
    hot = sku(size.products)
    with databases.acting(place) as connection:
        connection.execute(MADE_SCARCE, [LEFT, hot])
    chance = random.Random(3)

    def one() -> tuple[int, str, object]:
        customer = chance.randint(1, size.customers)
        body = order(chance, size, customer, hot=True)
        body["lines"][-1]["quantity"] = "1"
        return customer, "/api/v1/orders", body

    request = requests(databases.market(place), [one() for _ in range(2 * LEFT)], "scarce")
    with served(place) as web:
        outcome = drive(web.port, request, SCARCE_CLIENTS, 0, times=2 * LEFT)
    strange = {status for status in outcome.statuses if status not in (201, 409)}
    if strange:
        raise RuntimeError(f"answered {strange} where stock ran out: {outcome.sample}")
    if outcome.statuses[409] and json.loads(outcome.sample)["type"] != "out-of-stock":
        raise RuntimeError(f"refused for another reason: {outcome.sample}")
    return outcome.statuses[201], outcome.statuses[409]


def wrong(place: Address, size: Size) -> float:
    """Pieces promised beyond what is there, and pieces in which two accounts of the article's stock differ."""
    with databases.acting(place) as connection:
        on_hand, *promised = connection.execute(STOCK_OF, [sku(size.products)]).fetchone()
    return float(max(0, promised[0] - on_hand) + max(promised) - min(promised))


if __name__ == "__main__":
    main()
