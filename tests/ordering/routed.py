"""A supplier with warehouses in several places, and a buyer in Hangzhou."""

from dataclasses import dataclass, field
from decimal import Decimal

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.actions.save_warehouse import save_warehouse
from dinghuo.inventory.actions.set_routing import set_routing
from dinghuo.inventory.models import Reservation
from dinghuo.inventory.permissions import PERMISSIONS as STOCK
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.permissions import PERMISSIONS as ORDERING
from dinghuo.organisations.models import Address
from tests.makers import World, make_actor, make_goods, make_world

D = Decimal
HANGZHOU, SHANGHAI, GUANGZHOU = "330106", "310101", "440106"


@dataclass
class Network:
    """Guangzhou serves first, then Shanghai, then Hangzhou, unless there are rules."""

    world: World = field(default_factory=lambda: make_world("100000"))
    variants: dict[str, Variant] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for turn, (key, region) in enumerate((("gz", GUANGZHOU), ("sh", SHANGHAI), ("hz", HANGZHOU))):
            save_warehouse(self.keeper, key, key.upper(), priority=turn, region=region)
        with acting(self.world.system):
            Address.objects.create(
                market_id=self.world.market.id,
                organisation=self.world.buyer,
                contact="Li Na",
                region_code=HANGZHOU,
                province="浙江省",
                city="杭州市",
                district="西湖区",
                street="1",
                is_default=True,
            )

    @property
    def keeper(self) -> Actor:
        """Somebody of the supplier's who may do everything."""
        return make_actor(self.world.supplier, [*STOCK, *ORDERING], "Chen Wei")

    def goods(self, sku: str, **stock: int) -> None:
        """An article with so much in each warehouse."""
        self.variants[sku] = make_goods(self.world.supplier, sku, stock=0, backorder_allowed=True)
        count_stock(self.keeper, [StockCount(sku, D(on_hand), key) for key, on_hand in stock.items()])

    def rule(self, *rules: str) -> None:
        """Put rules in force."""
        set_routing(self.keeper, rules)

    def order(self, **quantities: int) -> Order:
        """Order so much of each article."""
        lines = [LineRequest(sku, D(quantity)) for sku, quantity in quantities.items()]
        request = OrderRequest(lines=lines, payment_method="credit")
        return place_order(self.world.purchaser(), request).orders[0]

    def line(self, order: Order, position: int = 1) -> OrderLine:
        """One line as it is now."""
        with acting(self.world.system):
            return OrderLine.objects.get(order_id=order.id, position=position)

    def held(self, order: Order) -> list[tuple[int, str, int]]:
        """Line, warehouse, how much it holds there."""
        with acting(self.world.system):
            positions = dict(OrderLine.objects.filter(order_id=order.id).values_list("id", "position"))
            rows = Reservation.objects.filter(line_id__in=list(positions), quantity__gt=0)
            found = rows.values_list("line_id", "stock__warehouse__key", "quantity")
            return sorted((positions[line], key, int(quantity)) for line, key, quantity in found)

    def check(self) -> None:
        """All books agree."""
        with acting(self.world.system):
            assert verify_books(self.world.system) == []
