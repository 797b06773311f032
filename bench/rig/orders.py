"""Draws the orders that are posted, as bench/limit/draw.sql does: five lines out of the customer's contract."""

import json
import random
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any
from uuid import UUID

from bench.rig.size import Size

LINES = 5
PATH = "/api/v1/orders"
#: Orders made before the clock starts; sent again they are new ones, since their key is.
PREPARED = 20_000
HEAD = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer dh_{market}_customer-{customer}\r\n"
    "Content-Type: application/json\r\nContent-Length: {length}\r\nIdempotency-Key: "
)
#: Who calls what with which body.
Wanted = tuple[int, str, dict[str, Any]]


def orders(
    market: UUID, size: Size, series: str, hot: bool = False, prepared: int = PREPARED
) -> Callable[[], bytes]:
    """A function that returns the next POST /api/v1/orders. Hot: the fifth line is always the last product."""
    chance = random.Random(series)
    customers = [chance.randint(1, size.customers) for _ in range(prepared)]
    return requests(market, [(each, PATH, order(chance, size, each, hot)) for each in customers], series)


def order(chance: random.Random, size: Size, customer: int, hot: bool = False) -> dict[str, Any]:
    """The body of one order."""
    first, fifth = size.first(customer), size.contract // LINES
    products = [first + line * fifth + chance.randrange(fifth) for line in range(LINES)]
    if hot:
        products[-1] = size.products
    lines = [
        {"sku": sku(product), "quantity": str(chance.randint(1, 24)), "unit": "瓶"} for product in products
    ]
    return {"lines": lines, "payment": {"method": "credit"}}


def sku(product: int) -> str:
    """The code that market.sql gives a product."""
    return f"S-{product:06d}"


def requests(market: UUID, wanted: Sequence[Wanted], series: str) -> Callable[[], bytes]:
    """A function that returns the next of these calls as bytes, round and round, each time with a key of its own."""
    made = []
    for customer, path, body in wanted:
        text = json.dumps(body).encode()
        head = HEAD.format(path=path, market=market.hex, customer=customer, length=len(text))
        made.append((head, text))
    numbers = count()

    def request() -> bytes:
        number = next(numbers)
        head, text = made[number % len(made)]
        return f"{head}{series}-{number}\r\n\r\n".encode() + text

    return request
