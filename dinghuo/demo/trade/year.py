"""Lives through the year: wishes become orders, orders are answered, shipped, received, invoiced and paid."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from dinghuo.demo.companies.market import Opened
from dinghuo.demo.companies.terms import Credit
from dinghuo.demo.ids import Ids
from dinghuo.demo.shelf.shelves import Shelves
from dinghuo.demo.trade.answer import expect_answer
from dinghuo.demo.trade.deal import Deal
from dinghuo.demo.trade.pay import expect_advance
from dinghuo.demo.trade.place import place
from dinghuo.demo.trade.plan import Wish, wishes
from dinghuo.demo.trade.receive import receive
from dinghuo.demo.trade.ship import Shipping
from dinghuo.demo.trade.stock import StockBook
from dinghuo.demo.trade.talk import expect_talk
from dinghuo.demo.trade.world import Rows, World
from dinghuo.demo.trade.write import Year

#: Of 100 items: nothing left in stock; little left. The best sellers always have plenty.
EMPTY, LOW = 3, 9
BEST_SELLERS = 500


def live_year(
    opened: Opened, shelves: Shelves, credits: Mapping[str, Credit], start: datetime, end: datetime, ids: Ids
) -> Year:
    """Let the year from `start` to `end` (aware, in the market's zone) happen; touches no database."""
    rows = Rows(opened.market_id)
    owners = {code: company.id for code, company in opened.companies.items()}
    stock = StockBook(rows, ids, shelves.warehouses, owners, start)
    world = World(opened, shelves.prices, stock, credits, rows, ids, start, end)
    deals: list[Deal] = []
    shipping = Shipping(receive)

    def begin(deal_world: World, deal: Deal, at: datetime) -> None:
        expect_answer(deal_world, deal, at, shipping.expect)
        expect_advance(deal_world, deal, at)
        expect_talk(deal_world, deal, at)

    def order(wish: Wish) -> None:
        world.later(wish.at, lambda _: deals.extend(place(world, wish, begin)))

    for wish in wishes(start, end, opened.buyers, shelves.ranges):
        order(wish)
    world.run()
    _count_stock(world, shelves, end)
    return Year(world, deals, shipping.parcels)


def _count_stock(world: World, shelves: Shelves, end: datetime) -> None:
    chance = random.Random("stock")
    for sold in shelves.sold:
        step = sold.item.factor
        drawn = chance.random() * 100
        if sold.item.rank < BEST_SELLERS:
            steps = chance.randint(200, 600)
        elif drawn < EMPTY:
            steps = 0
        elif drawn < EMPTY + LOW:
            steps = chance.randint(1, 6)
        else:
            steps = chance.randint(30, 240)
        world.stock.count_to(sold, Decimal(steps * step), end - timedelta(hours=chance.uniform(2, 140)))
