"""mistakes.md 3: oversell under concurrency - here exactly what there is is sold, whoever presses when.

The whole of it - 200 clients, 10,000 orders, 500 pieces - is `bin/prove no-oversell`; here the same with fewer.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import close_old_connections, connection

from dinghuo.foundation.tenancy import acting
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.inventory.models import Stock
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.errors import OutOfStock
from dinghuo.ordering.models import OrderLine
from tests.makers import make_goods, make_world

WORKERS, ORDERS, PIECES = 12, 120, 25


@pytest.mark.django_db(transaction=True)
def test_mistake_3_exactly_what_there_is_is_sold():
    """Many workers, more orders than pieces: no deadlock, the CHECK never fires, every refusal says what is left."""
    world = make_world("1000000")
    goods = make_goods(world.supplier, stock=PIECES, price="1")
    buyer = world.purchaser()
    # One in three wants two pieces in two lines of the same article.
    wishes = [
        OrderRequest(lines=[LineRequest(goods.sku, Decimal(1))] * (1 + (n % 3 == 0)), payment_method="credit")
        for n in range(ORDERS)
    ]

    def order(wish: OrderRequest) -> str:
        close_old_connections()
        try:
            place_order(buyer, wish)
        except OutOfStock as refused:
            return "refused" if refused.lines else "refused without a word"
        finally:
            connection.close()
        return "placed"

    with ThreadPoolExecutor(WORKERS) as workers:
        outcomes = Counter(workers.map(order, wishes))
    with acting(world.system):
        sold = sum(OrderLine.objects.values_list("held", flat=True), Decimal(0))
        balance = Stock.objects.get(variant=goods)
        assert verify_books(world.system) == []
    assert sold == balance.reserved == PIECES
    assert outcomes["placed"] + outcomes["refused"] == ORDERS
