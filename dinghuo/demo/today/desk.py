"""Lets people of the demo act: by the very actions that screens and API call, as themselves."""

import random
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from dinghuo.demo.companies.market import ZONE, Opened
from dinghuo.demo.shelf.item import Sold
from dinghuo.demo.shelf.items import weights
from dinghuo.demo.shelf.shelves import Shelves
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.receive_shipment import LineReceipt
from dinghuo.ordering.actions.confirm_order import LineAnswer, confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.models import Order, OrderLine

#: Goods from which today's orders choose, of each group: the best sellers, of which there is plenty.
CHOICE = 60


class Desk:
    """Who does what for whom. Posts are those of companies/people.py; what is missing the administrator does."""

    def __init__(self, opened: Opened, shelves: Shelves) -> None:
        self.opened = opened
        self.chance = random.Random("today")
        self.today = now().astimezone(ZONE).date()
        self._ranges = shelves.ranges

    def actor(self, code: str, post: str) -> Actor:
        """The person at a post of a company."""
        with acting(self.opened.actor):
            return self.opened.companies[code][post].actor

    def seller(self, order: Order, post: str) -> Actor:
        """The person at a post of the order's seller."""
        code = next(
            company.code for company in self.opened.companies.values() if company.id == order.seller_id
        )
        return self.actor(code, post)

    def place(
        self,
        code: str,
        post: str,
        count: int,
        quantities: Sequence[int] = (2, 3, 5, 6),
        method: str = "credit",
        by: str = "",
        codes: Sequence[str] = (),
    ) -> list[Order]:
        """Order so many articles for a buyer, perhaps with coupons; `by` is the house whose representative does it."""
        request = OrderRequest(
            lines=[
                LineRequest(one.item.sku, Decimal(self.chance.choice(quantities)), one.item.unit)
                for one in self._choose(code, count)
            ],
            payment_method=method,
            buyer=code if by else None,
            codes=codes,
        )
        return place_order(self.actor(by or code, post), request).orders

    def lines(self, order: Order) -> list[OrderLine]:
        """The order's lines as they are now."""
        with acting(self.opened.actor):
            return list(OrderLine.objects.filter(market_id=order.market_id, order=order).order_by("position"))

    def confirm(self, order: Order) -> Order:
        """The seller accepts everything."""
        return confirm_order(self.seller(order, "sales"), order.number)

    def confirm_in_part(self, order: Order) -> None:
        """The seller puts a part of the first line on back-order, refuses the third, and accepts the rest."""
        answers = []
        for line in self.lines(order):
            if line.position == 1 and line.ordered > line.factor:
                answers.append(
                    LineAnswer(
                        line.position,
                        accept=line.ordered - line.factor,
                        backorder=line.factor,
                        promised_date=self.today + timedelta(days=5),
                        reason="最后一部分到货后补发。",
                    )
                )
            elif line.position == 3:
                answers.append(
                    LineAnswer(line.position, refuse=line.ordered, reason="该批次临期，不再发出。")
                )
            else:
                answers.append(LineAnswer(line.position, accept=line.ordered))
        confirm_order(self.seller(order, "sales"), order.number, answers)

    def found(self, order: Order, rejects: bool) -> list[LineReceipt]:
        """What a buyer finds when goods arrive: all of them, or two of the first line spoiled."""
        spoiled = "外箱破损，内装受潮。"
        receipts = []
        for line in self.lines(order):
            rejected = min(line.shipped, Decimal(2)) if rejects and line.position == 1 else Decimal(0)
            if line.shipped:
                accepted = line.shipped - rejected
                receipts.append(LineReceipt(line.position, accepted, rejected, spoiled if rejected else ""))
        return receipts

    def goods_of(self, code: str, seller: str) -> list[Sold]:
        """What a buyer is shown of a seller's goods, where that is the usual one."""
        shown = self._ranges[self.opened.buyers[code].storefront].groups
        return [
            one for goods in shown.values() for one in goods if one.seller == seller and not one.is_second
        ]

    def tracking_number(self) -> str:
        """A number as a carrier gives it."""
        return f"SD{self.chance.randrange(10**11):011d}"

    def _choose(self, code: str, count: int) -> list[Sold]:
        buyer = self.opened.buyers[code]
        shown = self._ranges[buyer.storefront].groups
        groups = [group for group in buyer.taste if shown.get(group)]
        chosen: dict[str, Sold] = {}
        while len(chosen) < count:
            goods = [one for one in shown[self.chance.choice(groups)] if not one.is_second][:CHOICE]
            one = self.chance.choices(goods, weights(len(goods)))[0]
            chosen[one.item.sku] = one
        return list(chosen.values())
