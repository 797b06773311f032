"""The operator hears of a company that asks to join."""

from dinghuo.foundation.tenancy import acting
from dinghuo.reactions.queries.news import news
from tests.organisations.test_register import registered
from tests.organisations.world import World


def test_who_admits_companies_hears_of_one(db, drain):
    world = World()
    admin = world.person(world.operator, "operator-admin", language="en")
    trade = world.person(world.operator, "operator-trade")
    registered(world)
    drain()
    with acting(admin):
        [told] = news(admin).items
    assert told.title == "西湖便利店 wants to buy"
    with acting(trade):
        assert not news(trade).items
