"""Make what tests need, each in a market of its own."""

from tests.makers.goods import make_goods, make_price, make_stock
from tests.makers.people import make_actor, make_market, make_organisation
from tests.makers.world import World, make_world

__all__ = [
    "World",
    "make_actor",
    "make_goods",
    "make_market",
    "make_organisation",
    "make_price",
    "make_stock",
    "make_world",
]
