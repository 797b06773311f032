"""Gives two customers of the demo a price by hand: one counts, one is below the floor and waits for somebody."""

from datetime import timedelta
from decimal import Decimal

from dinghuo.demo.today.desk import Desk
from dinghuo.demo.today.price_rise import CENT, ZONE
from dinghuo.demo.today.special_prices import SELLER
from dinghuo.foundation.clock import now, today
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.actions.manual.give_price import GivenPrice, give_price
from dinghuo.pricing.actions.manual.set_floor import set_floor
from dinghuo.pricing.models import Price

#: Per cent of the list's price below which somebody else has to agree.
FLOOR = Decimal(90)
#: Customer, how much of the list's price, and why.
GIVEN = (("B009", Decimal("0.88"), "新店开业，首月支持"), ("B012", Decimal("0.82"), "对手报价更低，请批准"))
DAYS = 60


def give_by_hand(desk: Desk) -> None:
    """By the actions of the domain; the trader of the house gives both."""
    opened = desk.opened
    giver = desk.actor(opened.operator.code, "trade")
    set_floor(opened.actor, FLOOR, None, opened.companies[SELLER].id)
    with acting(opened.actor):
        prices = Price.objects.filter(
            market_id=opened.actor.market_id,
            list__key=f"{SELLER}-base".lower(),
            min_quantity=1,
            valid__contains=now(),
        )
        columns = ("variant__sku", "unit", "amount")
        found = list(prices.order_by("variant__sku").values_list(*columns)[20 : 20 + len(GIVEN)])
    until = today(ZONE) + timedelta(days=DAYS)
    for (buyer, share, why), (sku, unit, amount) in zip(GIVEN, found, strict=True):
        given = (amount * share).quantize(CENT)
        give_price(giver, GivenPrice(buyer, sku, given, until, why, unit=unit, seller=SELLER))
