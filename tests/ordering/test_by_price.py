"""Goods are put in the order of what they cost this buyer: contract prices too, page by page."""

import pytest

from dinghuo.catalogue.queries.list_products import Wanted
from dinghuo.foundation.errors import Invalid
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.queries.bought import bought_lately
from dinghuo.ordering.queries.shelf import shelf
from dinghuo.ordering.steps.count_sold import count_sold
from tests.makers import make_goods
from tests.makers.people import make_actor
from tests.makers.staff import make_staff
from tests.makers.world import World, make_world

SEE = ("catalogue.see_products", "pricing.see_prices", "ordering.view_orders")


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def skus(world: World, sort: str, search: str = "", grants=SEE, limit: int = 2) -> list[str]:
    """All pages, one after the other."""
    buyer = make_actor(world.buyer, grants)
    found, after = [], None
    for _page in range(9):
        with acting(buyer):
            page = shelf(
                buyer, world.storefront, world.buyer.id, Wanted(search), sort=sort, after=after, limit=limit
            )
        found += [row.item.sku for row in page.items]
        after = page.next
        if after is None:
            break
    return found


def test_cheapest_and_dearest_first_and_without_a_price_last(world: World) -> None:
    make_goods(world.supplier, "BOX", price="1", box=24)  # people order it by the box: 24 a piece
    make_goods(world.supplier, "DEAR", price="30")
    make_goods(world.supplier, "ASK", price=None)
    make_goods(world.supplier, "CHEAP", price="2")
    make_goods(world.supplier, "SAME", price="2")
    assert skus(world, "price") == ["CHEAP", "SAME", "BOX", "DEAR", "ASK"]
    assert skus(world, "-price") == ["DEAR", "BOX", "CHEAP", "SAME", "ASK"]
    assert skus(world, "price", search="dear") == ["DEAR"]
    # Who may not see prices learns nothing of them from the order either.
    assert skus(world, "price", grants=SEE[:1]) == sorted(["BOX", "DEAR", "ASK", "CHEAP", "SAME"])


def test_long_lists_are_not_sorted_by_price(world: World, monkeypatch) -> None:
    for sku in "ABC":
        make_goods(world.supplier, sku)
    monkeypatch.setattr("dinghuo.ordering.queries.by_price.MOST_PRICED", 2)
    with pytest.raises(Invalid) as refused:
        skus(world, "price")
    assert [fault.path for fault in refused.value.faults] == ["sort"]
    monkeypatch.setattr("dinghuo.ordering.queries.by_price.MOST_PRICED", 3)
    assert skus(world, "price") == ["A", "B", "C"]


def test_what_was_bought_lately_is_found_first_and_what_sells_is_counted(world: World) -> None:
    for sku in ("TEA-A", "TEA-B", "TEA-C"):
        make_goods(world.supplier, sku, stock=50)
    staff = make_staff(world)
    wanted = {"lines": [{"sku": "TEA-C", "quantity": 1}], "payment": {"method": "transfer"}}
    assert staff.buyer.post("/orders", wanted).status == 201
    assert skus(world, "relevance", search="tea-")[0] == "TEA-A"  # by code nothing is moved
    buyer = make_actor(world.buyer, SEE)
    with acting(buyer):
        assert len(bought_lately(buyer, world.buyer.id).variant_ids) == 1
        assert bought_lately(make_actor(world.buyer, SEE[:1]), world.buyer.id).variant_ids == ()
    with acting(world.system):
        count_sold(world.system)
    assert skus(world, "sold") == ["TEA-C", "TEA-A", "TEA-B"]
