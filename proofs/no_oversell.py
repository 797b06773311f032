"""Nothing is sold twice: 200 clients send 10,000 orders for 500 pieces; then everybody does everything at once.

The web server over a cluster of its own. The pieces lie in three warehouses, in four lots each. Of the orders exactly
as many pieces are sold as there are, whoever comes too late is told so, no two statements wait for each other in a
circle. Then 50 clients trade for two minutes in goods that run out - they cancel, change, reject - while storekeepers
receive, carry from place to place, count, scrap, and lots expire. At every instant that is looked at each balance
equals the sum of its movements and of what lines hold; no CHECK has to catch anything (that would be a 500).

    bin/prove no-oversell [--clients 200] [--orders 10000] [--pieces 500] [--stirrers 50] [--seconds 120] [--seed 1]
"""

import argparse
import random
import sys
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import django

from proofs.shared.machine import machine
from proofs.shared.place import own_place
from proofs.shared.wire import Wire

if TYPE_CHECKING:
    from proofs.shared.market import TradingMarket


def main() -> None:
    """Sell out, then stir."""
    parser = argparse.ArgumentParser(prog="bin/prove no-oversell")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--orders", type=int, default=10_000)
    parser.add_argument("--pieces", type=int, default=500)
    parser.add_argument("--stirrers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    with own_place("no-oversell"):
        django.setup()
        from proofs.shared.serving import Serving

        print(machine())
        with Serving() as serving:
            found = prove(serving.port, options)
    for each in found[:30]:
        print(f"WRONG: {each}")
    print(f"no-oversell: {'NOT proven' if found else 'proven'}")
    sys.exit(1 if found else 0)


def prove(port: int, options: argparse.Namespace) -> list[str]:
    """Everything that is wrong."""
    from proofs.shared.market import make_trading_market
    from proofs.shared.storeroom import lay_out, open_places

    # What make_goods puts into a place of its own is little; the rest lies by lots in three warehouses.
    market = make_trading_market(buyers=20, articles=12, scarce=1, pieces=0, plenty=5)
    places = open_places(market)
    (rare,) = market.scarce
    lay_out(port, market, places, {rare: options.pieces, **dict.fromkeys(market.skus, 120)})
    before = deadlocks()
    found = sell_out(port, market, options)
    found += stir(port, market, places, options)
    if (after := deadlocks()) != before:
        found.append(f"{after - before} deadlocks")
    return found


def sell_out(port: int, market: "TradingMarket", options: argparse.Namespace) -> list[str]:
    """Everybody wants the same article, a piece each."""
    (sku,) = market.scarce
    answers, faults, left = Counter[str](), list[str](), iter(range(options.orders))
    lock = threading.Lock()

    def order(client: int) -> None:
        wire = Wire(port, market.buyers[client % len(market.buyers)])
        body = {"lines": [{"sku": sku, "quantity": "1"}], "payment": {"method": "credit"}}
        while True:
            with lock:
                if next(left, None) is None:
                    return
            answer = wire.call("POST", "/orders", body)
            with lock:
                answers[f"{answer.status} {answer.kind}".strip()] += 1
                faults.extend(unclear(answer))

    started = time.monotonic()
    together([lambda client=client: order(client) for client in range(options.clients)])
    sold, seconds = answers["201"], time.monotonic() - started
    print(
        f"seed {options.seed}: {options.clients} clients, {options.orders} orders for {options.pieces} pieces in "
        f"{seconds:.0f} s ({options.orders / seconds:.0f}/s): {dict(answers)}"
    )
    wanted = {"201": options.pieces, "409 out-of-stock": options.orders - options.pieces}
    if answers != Counter(wanted):
        faults.append(f"{sold} sold of {options.pieces}: {dict(answers)}")
    return faults + standing(market, {sku: (options.pieces, options.pieces)})


def unclear(answer: Any) -> list[str]:
    """A refusal names the line, and says how much there is."""
    if answer.status != 409:
        return []
    lines = answer.body.get("lines") or [{}]
    if lines[0].get("available") == "0" and answer.body.get("detail"):
        return []
    return [f"an unclear refusal: {answer.content[:200]!r}"]


def stir(
    port: int, market: "TradingMarket", places: dict[str, list[str]], options: argparse.Namespace
) -> list[str]:
    """Trade in articles that run out and move them about, and look again and again."""
    from proofs.shared.books import wrongs
    from proofs.shared.crowd import Crowd
    from proofs.shared.storeroom import Restless, Storekeepers

    keepers = Storekeepers(port, market, places, options.seed, max(2, options.stirrers // 6))
    buyers = max(2, options.stirrers - options.stirrers // 6)
    crowd = Crowd(market, port, buyers, options.seed, buyer=Restless)
    crowd.journal.acknowledged.update(there(market))
    crowd.start()
    keepers.start()
    looks, found = 0, list[str]()
    ends = time.monotonic() + options.seconds
    while time.monotonic() < ends and not found:
        found += standing(market, {})
        looks += 1
    keepers.stop()
    crowd.stop()
    journal = crowd.journal
    print(f"then {journal.pace(crowd.since)}, refusals {dict(journal.refusals)}; looked {looks} times")
    print(f"the storekeepers: {dict(sorted(keepers.answers.items()))}")
    found += wrongs(market.market_id, journal, reacted=False) + journal.faults + keepers.faults
    if not (looks and journal.seconds and keepers.answers):
        found.append("nothing happened: the proof means nothing")
    return found


def there(market: "TradingMarket") -> dict[str, list[str]]:
    """The orders that are there already have no reference; they count as known."""
    from django.db.models import F

    from dinghuo.foundation.tenancy import acting
    from dinghuo.ordering.models import Order

    with acting(market.system):
        numbers = list(Order.objects.filter(market_id=market.market_id).values_list("number", flat=True))
        Order.objects.filter(market_id=market.market_id).update(reference=F("number"))
        return {number: [number] for number in numbers}


def standing(market: "TradingMarket", wanted: dict[str, tuple[int, int]]) -> list[str]:
    """What is wrong in the book of stock now; `wanted`: how much of some articles is on hand and reserved."""
    from django.db.models import Sum

    from dinghuo.foundation.tenancy import acting
    from dinghuo.inventory.models import Stock
    from dinghuo.inventory.queries.differences import differences

    with acting(market.system):
        found = [f"stock differs: {each}" for each in differences(market.system)]
        for sku, figures in wanted.items():
            rows = Stock.objects.filter(market_id=market.market_id, variant__sku=sku)
            row = tuple(rows.aggregate(there=Sum("on_hand"), held=Sum("reserved")).values())
            if row != figures:
                found.append(f"{sku}: {row}, not {figures}")
    return found


def deadlocks() -> int:
    """How many the database has broken."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def together(works: list[Any]) -> None:
    """Run them at the same time."""
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
