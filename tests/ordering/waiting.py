"""Orders that wait for goods on their way, and what is promised of them."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import F, Sum

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.inventory.models import IncomingSupply, Promise
from dinghuo.inventory.permissions import PERMISSIONS as STOCK
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.save_supply import SupplyEntry, save_supply
from dinghuo.ordering.models import OrderLine
from dinghuo.ordering.permissions import PERMISSIONS as ORDERING
from tests.makers import World, make_actor, make_goods, make_world
from tests.makers.days import ahead

D = Decimal


@dataclass
class Queue:
    """One article of a supplier that takes back-orders, with 20 in stock unless told."""

    stock: int = 20
    backorder: bool = True
    world: World = field(default_factory=lambda: make_world("100000"))
    box: int | None = None
    variant: Variant = field(init=False)

    def __post_init__(self) -> None:
        self.variant = make_goods(
            self.world.supplier, "TEA", stock=str(self.stock), box=self.box, backorder_allowed=self.backorder
        )

    @property
    def keeper(self) -> Actor:
        """Somebody of the supplier's who may do everything."""
        return make_actor(self.world.supplier, [*STOCK, *ORDERING], "Chen Wei")

    def expect(
        self, quantity: int, days: int, reference: str = "PO-118", presale: bool = False
    ) -> IncomingSupply:
        """Goods come in so many days."""
        return save_supply(
            self.keeper, SupplyEntry("TEA", D(quantity), ahead(days), reference, presale=presale)
        )

    def order(self, quantity: int, kind: str = "standard", unit: str | None = None) -> str:
        """Place an order of so much; its number."""
        request = OrderRequest(
            lines=[LineRequest("TEA", D(quantity), unit)], payment_method="credit", kind=kind
        )
        return place_order(self.world.purchaser(), request).orders[0].number

    def line(self, number: str) -> OrderLine:
        """The line of an order."""
        with acting(self.world.system):
            return OrderLine.objects.get(order__number=number)

    def state(self, *numbers: str) -> list[tuple[int, int, date | None]]:
        """Of each order's line: held, promised, and by when."""
        lines = [self.line(number) for number in numbers]
        return [(int(line.held), int(line.promised), line.promised_date) for line in lines]

    def events(self, kind: str) -> list[str]:
        """The orders this happened to, in turn."""
        with acting(self.world.system):
            rows = EventRow.objects.filter(kind=kind).order_by("id")
            return list(rows.values_list("subject_number", flat=True))

    def check(self) -> None:
        """All books agree: stock, and what is promised by line and by supply."""
        with acting(self.world.system):
            assert verify_books(self.world.system) == []
            of_line = dict(Promise.objects.values_list("line_id").annotate(sum=Sum("quantity")))
            for line in OrderLine.objects.all():
                assert line.promised == of_line.get(line.id, 0)
                assert line.promised <= line.waiting
            of_supply = dict(Promise.objects.values_list("supply_id").annotate(sum=Sum("quantity")))
            for supply in IncomingSupply.objects.all():
                assert supply.promised == of_supply.get(supply.id, 0)
            assert not IncomingSupply.objects.filter(quantity__lt=F("received") + F("promised")).exists()
