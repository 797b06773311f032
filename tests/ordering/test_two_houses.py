"""Two houses that sell to each other: whoever orders from whom at the same moment, nobody waits in a circle."""

from decimal import Decimal

import pytest

from dinghuo.catalogue.models import Offer, Variant
from dinghuo.finance.actions.save_credit_line import save_credit_line
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.ship_order import ship_order
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.inventory.queries.verify_stock import verify_stock
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.organisations.models import Customer, Organisation
from tests.finance.deals import EVERYTHING
from tests.makers import make_actor, make_goods, make_organisation, make_price, make_stock, make_world

ROUNDS = 4
D = Decimal


class Two:
    """Two houses, each buyer and supplier, with the same three articles in stock and credit with each other."""

    def __init__(self) -> None:
        self.world = make_world()
        market = self.world.market.id
        self.houses = [make_organisation(market, "supplier", "buyer") for _ in range(2)]
        self.people = [make_actor(house, EVERYTHING) for house in self.houses]
        one, other = self.houses
        self.goods = [make_goods(one, stock=1000) for _ in range(3)]
        for variant in self.goods:
            self._offered(other, variant)
        with acting(self.world.system):
            for house in self.houses:
                Customer.objects.create(
                    market_id=market, buyer=house, storefront=self.world.storefront, payment_term_days=30
                )
        save_credit_line(self.people[0], other.id, "CNY", D(1_000_000), 30)
        save_credit_line(self.people[1], one.id, "CNY", D(1_000_000), 30)

    def _offered(self, house: Organisation, variant: Variant) -> None:
        with acting(self.world.system):
            Offer.objects.create(market_id=self.world.market.id, variant=variant, seller=house)
        make_price(house, variant, "10")
        make_stock(house, variant, 1000)

    def order(self, buyer: int, goods: list[Variant]) -> str:
        """What one of them orders from the other, in this order of lines."""
        lines = [LineRequest(each.sku, D(2), seller=self.houses[1 - buyer].code) for each in goods]
        request = OrderRequest(lines=lines, payment_method="credit")
        return place_order(self.people[buyer], request).orders[0].number

    def seller_of(self, buyer: int) -> Actor:
        """Who answers and ships the other's orders."""
        return self.people[1 - buyer]

    def right(self) -> None:
        """Every book agrees."""
        with acting(self.world.system):
            assert verify_stock(self.world.system) == []
            assert verify_books(self.world.system) == []


@pytest.fixture
def two(live: None) -> Two:
    """Committed, for two at once."""
    return Two()


def test_each_orders_from_the_other_at_once(two, two_at_once):
    for _ in range(ROUNDS):
        outcomes = two_at_once(
            *[lambda: two.order(0, two.goods), lambda: two.order(1, two.goods[::-1])] * 2,
            *[lambda: two.order(0, two.goods[::-1]), lambda: two.order(1, two.goods)] * 2,
        )
        assert all(isinstance(each, str) for each in outcomes), outcomes
    two.right()


def test_ordering_answering_shipping_and_cancelling_across_at_once(two, two_at_once):
    for _ in range(ROUNDS):
        waiting = [(side, two.order(side, two.goods)) for side in (0, 1) for _ in range(3)]
        for side, number in waiting[1::3] + waiting[2::3]:
            confirm_order(two.seller_of(side), number)
        works = []
        for side in (0, 1):
            new, ready, given_up = (number for each, number in waiting if each == side)
            seller = two.seller_of(side)
            works += [
                lambda seller=seller, number=new: confirm_order(seller, number).number,
                lambda seller=seller, number=ready: ship_order(seller, number).number,
                lambda seller=seller, number=given_up: cancel_order(seller, number, "No").number,
                lambda side=side: two.order(side, two.goods[::-1]),
            ]
        outcomes = two_at_once(*works)
        assert all(isinstance(each, str) for each in outcomes), outcomes
    two.right()
