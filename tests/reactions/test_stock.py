"""The operator's people hear of a book of stock that is wrong, and see which balance it is."""

from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.check_stock import check_stock
from dinghuo.inventory.models import Stock
from dinghuo.reactions.queries.news import news
from tests.makers import make_goods
from tests.organisations.world import World


def test_who_answers_for_stock_hears_of_a_difference(db, drain):
    world = World()
    actor = world.person(world.operator, "operator-trade", language="en")
    goods = make_goods(world.supplier, stock=5)
    with acting(world.system):
        Stock.objects.filter(variant=goods).update(on_hand=6)
    check_stock(world.system)
    drain()
    with acting(actor):
        [told] = news(actor).items
    assert told.title == "The book of stock is wrong: 1 balances"
    assert goods.sku in told.body
