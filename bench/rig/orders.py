"""Draws the orders that are posted, as bench/limit/draw.sql does: five lines out of the customer's contract."""

import json
import random
from collections.abc import Callable
from itertools import count
from uuid import UUID

from bench.rig.size import Size

LINES = 5
#: Orders made before the clock starts; sent again they are new ones, since their key is.
PREPARED = 20_000
HEAD = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer dh_{market}_customer-{customer}\r\n"
    "Content-Type: application/json\r\nContent-Length: {length}\r\nIdempotency-Key: "
)


def orders(
    market: UUID, size: Size, seed: int, hot: bool = False, prepared: int = PREPARED
) -> Callable[[], bytes]:
    """A function that returns the next POST /api/v1/orders. Hot: the fifth line is always the last product."""
    chance = random.Random(seed)

    def one() -> tuple[str, bytes]:
        customer = chance.randint(1, size.customers)
        body = json.dumps(order(chance, size, customer, hot)).encode()
        head = HEAD.format(path="/api/v1/orders", market=market.hex, customer=customer, length=len(body))
        return head, body

    return _sent([one() for _ in range(prepared)], seed)


def batches(market: UUID, size: Size, seed: int, each: int, prepared: int = 200) -> Callable[[], bytes]:
    """A function that returns the next POST /api/v1/orders/batch, with `each` orders of one customer's."""
    chance = random.Random(seed)

    def one() -> tuple[str, bytes]:
        customer = chance.randint(1, size.customers)
        body = json.dumps({"orders": [order(chance, size, customer) for _ in range(each)]}).encode()
        head = HEAD.format(
            path="/api/v1/orders/batch", market=market.hex, customer=customer, length=len(body)
        )
        return head, body

    return _sent([one() for _ in range(prepared)], seed)


def order(chance: random.Random, size: Size, customer: int, hot: bool = False) -> dict[str, object]:
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


def _sent(made: list[tuple[str, bytes]], seed: int) -> Callable[[], bytes]:
    numbers = count()

    def request() -> bytes:
        number = next(numbers)
        head, body = made[number % len(made)]
        return f"{head}{seed}-{number}\r\n\r\n".encode() + body

    return request
