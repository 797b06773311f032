"""Who keeps a list's prices hears that a change of the list above has put some of them outside the band."""

from decimal import Decimal

from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.queries.notifications import notifications
from dinghuo.pricing.actions.put_price import PriceInput, put_price
from dinghuo.pricing.actions.save_price_list import ListInput, save_price_list
from dinghuo.pricing.actions.set_bands import BandInput, set_bands
from dinghuo.pricing.states import ListKind
from dinghuo.reactions.queries.news import news
from tests.makers.goods import make_goods
from tests.organisations.world import World

D = Decimal


def test_the_keeper_hears_of_it_once(db, drain):
    world = World()
    keeper = world.person(world.supplier, "supplier-admin", language="en")
    sku = make_goods(world.supplier, "WATER", price="10").sku
    base = save_price_list(keeper, ListInput("top", "Top", ListKind.CUSTOMER, "CNY", buyer=world.buyer.code))
    save_price_list(keeper, ListInput("low", "Low", ListKind.CONTRACT, "CNY", buyer=world.buyer.code))
    put_price(keeper, base.key, PriceInput(sku, D(10)))
    put_price(keeper, "low", PriceInput(sku, D(11)))
    set_bands(keeper, "low", "top", [BandInput("", D(90), D(110))])
    drain()
    assert heard(keeper) == []
    put_price(keeper, "top", PriceInput(sku, D(9)))
    drain()
    assert heard(keeper) == [("/supplier/price-lists/low/#band", "Prices outside the band: 1")]


def heard(keeper):
    with acting(keeper):
        rows = notifications(keeper).items
        titles = [each.title for each in news(keeper).items]
    return [(row.link, title) for row, title in zip(rows, titles, strict=True) if "band" in title]
