"""Places an order to work on, and reads what it did to stock and credit."""

from dataclasses import dataclass
from decimal import Decimal

from dinghuo.finance.models import CreditLine
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Stock
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.models import Order, OrderLine
from tests.makers import World, make_goods

D = Decimal


@dataclass
class Placed:
    """An order of 100 and of 10 pieces at 10.00 each from stocks of 500, on credit."""

    world: World
    number: str

    @property
    def order(self) -> Order:
        with acting(self.world.system):
            return Order.objects.get(number=self.number)

    @property
    def lines(self) -> list[OrderLine]:
        with acting(self.world.system):
            return list(OrderLine.objects.filter(order__number=self.number).order_by("position"))

    @property
    def reserved(self) -> list[Decimal]:
        """What is reserved of each line's article."""
        with acting(self.world.system):
            stocks = dict(Stock.objects.values_list("variant_id", "reserved"))
        return [stocks[line.variant_id] for line in self.lines]

    @property
    def credit(self) -> tuple[Decimal, Decimal, Decimal]:
        """What the buyer's credit line has in use: ordered, shipped, invoiced."""
        with acting(self.world.system):
            line = CreditLine.objects.get(id=self.world.credit.id)
        return line.ordered, line.shipped, line.invoiced

    @property
    def kinds(self) -> list[str]:
        """The kinds of the order's events, oldest first."""
        with acting(self.world.system):
            return list(
                EventRow.objects.filter(subject_id=self.order.id)
                .order_by("id")
                .values_list("kind", flat=True)
            )


def place(world: World, limit: str | None = None, quantities: tuple[int, ...] = (100, 10)) -> Placed:
    """Place an order of these quantities of new articles."""
    goods = [make_goods(world.supplier, stock=500) for _ in quantities]
    rows = [LineRequest(each.sku, D(n)) for each, n in zip(goods, quantities, strict=True)]
    placed = place_order(world.purchaser(limit), OrderRequest(lines=rows, payment_method="credit"))
    return Placed(world, placed.orders[0].number)
