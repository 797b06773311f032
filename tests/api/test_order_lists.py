"""Lists of orders: filtered, paged, and as many statements however long."""

import pytest

from tests.makers import make_goods


def test_lists_are_filtered_and_paged(world, ordered, buyer, seller):
    water = make_goods(world.supplier, stock=100)
    numbers = [ordered(water, quantity="1", reference=f"PO-{i % 2}") for i in range(5)]
    seller.post(f"/orders/{numbers[0]}/confirmation")
    assert [order["number"] for order in buyer.get("/orders")["items"]] == numbers[::-1]
    found, after, pages = [], "", 0
    while True:
        page = buyer.get(f"/orders?limit=2{after}")
        found += [order["number"] for order in page["items"]]
        pages += 1
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert (found, pages) == (numbers[::-1], 3)
    by_reference = buyer.get("/orders?reference=PO-0")["items"]
    assert [order["number"] for order in by_reference] == [numbers[4], numbers[2], numbers[0]]
    assert buyer.get("/orders?reference=PO")["items"] == []
    assert [order["number"] for order in buyer.get("/orders?state=confirmed")["items"]] == [numbers[0]]
    placed_at = buyer.get(f"/orders/{numbers[3]}")["placed_at"]
    assert [order["number"] for order in buyer.get(f"/orders?since={placed_at}")["items"]] == numbers[:2:-1]
    assert buyer.get("/orders?since=2999-01-01")["items"] == []
    assert all(order["lines"] and order["events"] for order in buyer.get("/orders")["items"])


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("limit=0", {"limit": "too-small"}),
        ("limit=501", {"limit": "too-large"}),
        ("limit=x&state=lost&since=soon", {"limit": "whole-number", "since": "instant"}),
        ("state=lost", {"state": "unknown"}),
        ("after=!!", {"after": "cursor"}),
        (f"reference={'x' * 101}", {"reference": "too-long"}),
        ("reference=%00", {"reference": "text"}),
        ("referance=PO-1&state=lost", {"referance": "unknown-parameter", "state": "unknown"}),
    ],
)
def test_faults_of_a_list(buyer, query, paths):
    answer = buyer.get(f"/orders?{query}")
    assert (answer.status, answer.paths) == (422, paths)


def test_one_page_costs_the_same_statements_however_long(world, ordered, buyer):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    water = make_goods(world.supplier, stock=100)
    counts = []
    for orders in (1, 4):
        for _ in range(orders):
            ordered(water, quantity="1")
        with CaptureQueriesContext(connection) as statements:
            buyer.get("/orders")
        counts.append(len(statements))
    assert counts[0] == counts[1]
