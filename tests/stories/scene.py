"""Makes a market with goods, credit and the people of an order, who sign in with passwords."""

from dataclasses import dataclass
from decimal import Decimal

from dinghuo.catalogue.actions.publish_product import publish_product
from dinghuo.catalogue.actions.save_category import save_category
from dinghuo.catalogue.actions.save_product import save_product
from dinghuo.catalogue.models import Variant
from dinghuo.catalogue.rules.rows import OfferRow, PackRow, ProductRow, VariantRow
from dinghuo.finance.actions.save_credit_line import save_credit_line
from dinghuo.finance.models import CreditLine
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Movement, Stock
from dinghuo.organisations.actions.addresses.save_address import save_address
from dinghuo.organisations.actions.people.set_grant import set_grant
from dinghuo.organisations.models import Customer, Organisation, Person, Storefront
from tests.makers import make_price, make_stock
from tests.organisations.world import PASSWORD, World


@dataclass
class Scene:
    """A buyer whose purchaser may order for 500 alone, its approver and finance, a supplier, the operator."""

    world: World
    host: str
    credit: CreditLine
    purchaser: Person
    approver: Person
    accountant: Person
    seller: Person
    operator: Person
    password: str = PASSWORD

    def books(self) -> dict[str, tuple[Decimal, Decimal]]:
        """On hand and reserved of every article."""
        with acting(self.world.system):
            rows = Stock.objects.filter(market_id=self.world.market_id).select_related("variant")
            return {row.variant.sku: (row.on_hand, row.reserved) for row in rows}

    def moves(self) -> dict[str, tuple[Decimal, Decimal]]:
        """The same as the movements tell it."""
        found: dict[str, tuple[Decimal, Decimal]] = {}
        with acting(self.world.system):
            rows = Movement.objects.filter(market_id=self.world.market_id).select_related("stock__variant")
            for row in rows:
                on_hand, reserved = found.get(row.stock.variant.sku, (Decimal(0), Decimal(0)))
                found[row.stock.variant.sku] = (on_hand + row.on_hand_delta, reserved + row.reserved_delta)
        return found

    def used(self) -> tuple[Decimal, Decimal, Decimal]:
        """What is used of the buyer's credit: ordered, shipped, invoiced."""
        with acting(self.world.system):
            line = CreditLine.objects.get(id=self.credit.id)
            return line.ordered, line.shipped, line.invoiced

    def goods(
        self, sku: str, name: str, price: str, stock: int, box: int | None = None, backorder: bool = False
    ) -> Variant:
        """An article of the supplier's, saved and published as the catalogue does it, priced and counted."""
        actor, seller = self.world.system, self.world.supplier
        packs = [PackRow("箱", Decimal(box), is_default=True)] if box else []
        offer = OfferRow(seller.id, backorder_allowed=backorder)
        variant = VariantRow(sku, packs=packs, offers=[offer])
        save_product(actor, ProductRow(sku, name, "all", "瓶", [variant], tax_rate=Decimal("0.13")))
        publish_product(actor, sku)
        with acting(actor):
            made = Variant.objects.get(market_id=self.world.market_id, sku=sku)
        make_price(seller, made, price)
        make_stock(seller, made, stock)
        return made

    def address(self, buyer: Organisation) -> None:
        """Where a buyer's goods go."""
        save_address(
            self.world.system,
            buyer.id,
            contact="Li Na",
            phone="+8613800000000",
            region_code="320106",
            street="中山路 1 号",
            is_default=True,
        )


def make_scene(credit: str = "10000") -> Scene:
    """The market with its people; goods are added by the story."""
    world = World()
    host = f"{world.market_id.hex}.localhost"
    with acting(world.system):
        shops = Storefront.objects.filter(market_id=world.market_id, is_default=True)
        shops.update(host=host, payment_methods=["credit", "transfer"])
        for buyer in (world.buyer, world.other_buyer):
            Customer.objects.create(
                market_id=world.market_id, buyer=buyer, storefront=world.storefront, payment_term_days=30
            )
    save_category(world.system, "all", "All goods")
    line = save_credit_line(
        world.system, world.buyer.id, "CNY", Decimal(credit), 30, creditor_id=world.operator.id
    )
    purchaser = world.member(world.buyer, "buyer-purchaser", name="Li Na", language="en")
    set_grant(world.system, purchaser.id, "ordering.place_order", Decimal(500))
    people = {
        "approver": (world.buyer, "buyer-approver", "Wang Fang"),
        "accountant": (world.buyer, "buyer-finance", "Sun Lei"),
        "seller": (world.supplier, "supplier-admin", "Chen Wei"),
        "operator": (world.operator, "operator-admin", "Zhao Min"),
    }
    members = {
        part: world.member(of, role, name=name, language="en").person
        for part, (of, role, name) in people.items()
    }
    scene = Scene(world, host, line, purchaser.person, **members)
    scene.address(world.buyer)
    return scene
