"""A supplier's goods that lie with a branch by agreement, and the people of both houses."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.permissions import PERMISSIONS as FULFILMENT
from dinghuo.inventory.actions.answer_consignment import answer_consignment
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.propose_consignment import ConsignmentEntry, propose_consignment
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.models import Stock, Warehouse
from dinghuo.inventory.permissions import PERMISSIONS as STOCK
from dinghuo.inventory.queries.verify_stock import verify_stock
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.permissions import PERMISSIONS as ORDERING
from dinghuo.organisations.models import Organisation
from tests.makers import World, make_actor, make_goods, make_organisation, make_world
from tests.makers.days import ahead
from tests.makers.trade import make_warehouse

D = Decimal
EVERYTHING = [*FULFILMENT, *STOCK, *ORDERING]


@dataclass
class Kept:
    """MILK of the supplier's with the branch, in its warehouse "east"; the supplier's own place is "own"."""

    terms: dict = field(default_factory=dict)
    agreed: bool = True

    def __post_init__(self) -> None:
        self.world: World = make_world("100000")
        self.branch: Organisation = make_organisation(self.world.market.id, "branch")
        self.milk = make_goods(self.world.supplier, "MILK", stock=0)
        self.east: Warehouse = make_warehouse(self.world.system, self.branch, "east")
        self.own: Warehouse = make_warehouse(self.world.system, self.world.supplier, "own")
        self.keeper = make_actor(self.branch, EVERYTHING, "Wu Gang")
        self.second = make_actor(self.branch, EVERYTHING, "Sun Li")
        self.owner = make_actor(self.world.supplier, EVERYTHING, "Chen Wei")
        self.stranger = make_actor(make_organisation(self.world.market.id, "supplier"), EVERYTHING, "Nobody")
        self.number = self.proposed(**self.terms)
        if self.agreed:
            answer_consignment(self.owner, self.number, accept=True)

    def proposed(self, **terms: object) -> str:
        """What the branch proposes to the supplier."""
        usual = {"other": self.world.supplier.code, "warehouse": "east", "valid_from": ahead(-1)}
        return propose_consignment(self.keeper, ConsignmentEntry(**{**usual, **terms})).number

    def paper(
        self, kind: str, *lines: LineEntry, by: Actor | None = None, place: str = "east", **facts: str
    ) -> str:
        """A document of the keeper's about the supplier's goods, submitted."""
        entry = DocumentEntry(kind, place, lines=lines, **{"owner": self.world.supplier.code, **facts})
        number = open_stock_document(by or self.keeper, entry).number
        submit_stock_document(by or self.keeper, number)
        return number

    def receive(self, quantity: int, lot: str = "L1", days: int = 60) -> str:
        """Goods of a lot come in at the keeper's door."""
        return self.paper("receipt", LineEntry("MILK", D(quantity), lot, ahead(days)))

    def ordered(self, quantity: int, confirmed: bool = True) -> str:
        """An order of the supplier's milk."""
        request = OrderRequest(lines=[LineRequest("MILK", D(quantity))], payment_method="credit")
        number = place_order(self.world.purchaser(), request).orders[0].number
        if confirmed:
            confirm_order(self.owner, number)
        return number

    def balances(self) -> dict[tuple[str, str, str], tuple[int, int]]:
        """On hand and reserved by owner ("supplier", "branch"), warehouse and lot, and that the book is right."""
        names = {self.world.supplier.id: "supplier", self.branch.id: "branch"}
        with acting(self.world.system):
            assert verify_stock(self.world.system) == []
            rows = Stock.objects.select_related("warehouse").exclude(on_hand=0)
            return {
                (names[row.owner_id], row.warehouse.key, row.lot): (int(row.on_hand), int(row.reserved))
                for row in rows
            }


def line(quantity: int, lot: str = "L1") -> LineEntry:
    """So much milk of a lot."""
    return LineEntry("MILK", D(quantity), lot)


def figures(lines: Sequence) -> dict[str, list[int]]:
    """A statement's sums by article: opening, came, sold, taken, lost, sent, closing."""
    names = ("opening", "came", "sold", "taken", "lost", "sent", "closing")
    return {each.sku: [int(getattr(each.sums, name)) for name in names] for each in lines}
