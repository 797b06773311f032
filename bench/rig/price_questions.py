"""Asks the prices of carts and pages in the database that DINGHUO_DB_NAME names, against the least a statement can do.

Runs as a program of its own for bench/prices.py: it needs Django. Prints JSON in its last line; times in seconds.

    python -m bench.rig.price_questions CUSTOMERS CONTRACT PRODUCTS TURNS
"""

import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

import django

CART, PAGE = 500, 48
#: The price rows of the lines are known here: what is left to do is to look each of them up.
BARE = """
SELECT a.n, p.unit, p.min_quantity, p.amount
FROM unnest(%(rows)s::uuid[]) WITH ORDINALITY AS a(id, n)
JOIN pricing_price p ON p.market_id = %(market)s AND p.id = a.id
"""
TOUCHED = """
SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del) FILTER (WHERE relname LIKE 'pricing%'), 0),
       coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)
FROM pg_stat_xact_user_tables
"""


@dataclass(frozen=True)
class Market:
    """What is asked about: the supplier's goods in order, its customers, and the program as the actor."""

    actor: Any
    supplier: UUID
    variants: Sequence[UUID]
    buyers: Sequence[UUID]
    contract: int

    def contracted(self, customer: int) -> Sequence[UUID]:
        """The articles of a customer's contract, as market.sql deals them out; customers count from 1."""
        first = customer * 10 % (len(self.variants) - self.contract + 1)
        return self.variants[first : first + self.contract]


def main(customers: int, contract: int, products: int, turns: int) -> None:
    """Measure, and print what was found."""
    django.setup()
    from dinghuo.foundation.tenancy import acting
    from dinghuo.organisations.queries.today import today

    market = _market(customers, contract, products)
    # The program asks for a market's zone once in the life of its process: not with the first cart that is measured.
    today(market.actor)
    with acting(market.actor):
        found = {name: _measured(market, lines, turns) for name, lines in (("cart", CART), ("page", PAGE))}
    print(json.dumps({**found, "change": _changed(market), "replacement": _replaced(market)}))


def _market(customers: int, contract: int, products: int) -> Market:
    from dinghuo.catalogue.models import Variant
    from dinghuo.foundation.actor import Actor
    from dinghuo.foundation.tenancy import acting, gate
    from dinghuo.organisations.models import Market as Found
    from dinghuo.organisations.models import Organisation

    with gate():
        market_id = Found.objects.values_list("id", flat=True).get()
    actor = Actor.system(market_id)
    with acting(actor):
        supplier = Organisation.objects.get(market_id=market_id, code="SUPPLIER").id
        variants = list(
            Variant.objects.filter(market_id=market_id).order_by("sku").values_list("id", flat=True)
        )
        rows = Organisation.objects.filter(market_id=market_id, parts__contains=["buyer"]).order_by("code")
        buyers = list(rows.values_list("id", flat=True))
    if (len(buyers), len(variants)) != (customers, products):
        raise RuntimeError(f"{len(buyers)} customers and {len(variants)} products are there")
    return Market(actor, supplier, variants, buyers, contract)


def _measured(market: Market, lines: int, turns: int) -> dict[str, Any]:
    """Ours and the bare statement in turns, each time for another customer; the first two of each don't count."""
    from django.db import connection

    from dinghuo.foundation.clock import now
    from dinghuo.foundation.statements import fetch
    from dinghuo.pricing.queries.price_lines import PriceLine, PriceRequest, price_lines

    chance = random.Random(4)
    counted: list[int] = []

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        counted.append(1)
        return execute(*arguments)

    ours, bare, statements = [], [], set()
    for turn in range(turns + 2):
        customer = chance.randrange(len(market.buyers))
        goods = _goods(market, customer + 1, lines, chance)
        asked = [
            PriceLine(n, variant, market.supplier, "瓶", Decimal(chance.choice((1, 12, 30))))
            for n, variant in enumerate(goods)
        ]
        request = PriceRequest(market.buyers[customer], "CNY", now(), asked)
        counted.clear()
        with connection.execute_wrapper(count):
            took, answers = timed(lambda request=request: price_lines(market.actor, request))
        if len(answers) != lines:
            raise RuntimeError(f"{lines - len(answers)} lines without a price")
        statements.add(len(counted))
        values = {"rows": [answers[n].price_id for n in range(lines)], "market": market.actor.market_id}
        least, rows = timed(lambda values=values: fetch(BARE, values))
        if [row[3] for row in sorted(rows)] != [answers[n].amount for n in range(lines)]:
            raise RuntimeError("the bare statement reads other prices")
        if turn > 1:
            ours.append(took)
            bare.append(least)
    return {"ours": ours, "bare": bare, "statements": sorted(statements)}


def _goods(market: Market, customer: int, lines: int, chance: random.Random) -> list[UUID]:
    """Half of the contract, half of whatever else there is, as customers buy."""
    own = list(market.contracted(customer))
    chosen = chance.sample(own, min(lines // 2, len(own)))
    kept = set(chosen)
    others = (each for each in chance.sample(market.variants, min(2 * lines, len(market.variants))))
    chosen += [each for each in others if each not in kept][: lines - len(chosen)]
    chance.shuffle(chosen)
    return chosen


def _changed(market: Market) -> dict[str, Any]:
    """One price of the list for everybody is changed: how many rows that writes, of prices and of everything."""
    from django.db import connection, transaction

    from dinghuo.catalogue.models import Variant
    from dinghuo.foundation.tenancy import acting
    from dinghuo.pricing.actions.put_price import PriceInput, put_price

    with acting(market.actor):
        sku = Variant.objects.get(market_id=market.actor.market_id, id=market.variants[0]).sku
    with transaction.atomic(), connection.cursor() as cursor:
        took, _records = timed(
            lambda: put_price(market.actor, "base", PriceInput(sku, Decimal("7.77"), "瓶"), "CNY")
        )
        cursor.execute(TOUCHED)
        prices, everything = cursor.fetchone()
    return {"seconds": took, "price_rows": int(prices), "rows": int(everything)}


def _replaced(market: Market) -> dict[str, Any]:
    """Every price of the list for everybody is replaced by a new one, in one transaction."""
    from dinghuo.catalogue.models import Variant
    from dinghuo.foundation.tenancy import acting
    from dinghuo.pricing.actions.load_prices import load_prices
    from dinghuo.pricing.rules.rows import PriceInput

    with acting(market.actor):
        skus = list(Variant.objects.filter(market_id=market.actor.market_id).values_list("sku", flat=True))
    prices = [PriceInput(sku, Decimal("8.88"), "瓶") for sku in skus]
    took, added = timed(lambda: load_prices(market.actor, "base", prices))
    return {"seconds": took, "rows": len(prices), "added": added}


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """What it took, and what it returned."""
    begin = time.perf_counter()
    found = work()
    return time.perf_counter() - begin, found


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
