"""A small market to call, and programs that call it with the keys of its people."""

from collections.abc import Callable

import pytest

from dinghuo.api.limits import buckets
from tests.makers import World, make_world
from tests.makers.keys import Program


@pytest.fixture(autouse=True)
def _full_buckets() -> None:
    """No test pays for the calls of another."""
    buckets.forget()


@pytest.fixture
def world(db: None) -> World:
    """A market with an operator, a supplier, a buyer and a storefront."""
    return make_world()


@pytest.fixture
def buyer(world: World) -> Program:
    """A program that orders without limit."""
    return Program(world.purchaser())


@pytest.fixture
def seller(world: World) -> Program:
    """A program that answers and ships."""
    return Program(world.seller())


@pytest.fixture
def ordered(buyer: Program) -> Callable[..., str]:
    """Return a function that orders goods and gives the order's number."""

    def order(*goods, quantity: str = "2", method: str = "credit", **more) -> str:
        lines = [{"sku": each.sku, "quantity": quantity} for each in goods]
        answer = buyer.post("/orders", {"lines": lines, "payment": {"method": method}, **more})
        assert answer.status == 201, answer.body
        return answer["orders"][0]["number"]

    return order
