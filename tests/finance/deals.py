"""Makes orders of services, which need neither stock nor price lists, and takes them through their life."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.billing.actions.issue_invoice import issue_invoice
from dinghuo.billing.actions.receive_payment import PaymentRequest, receive_payment
from dinghuo.billing.models import Invoice, Payment
from dinghuo.billing.permissions import PERMISSIONS as BILLING
from dinghuo.catalogue.models import Category, Product, Variant
from dinghuo.finance.permissions import PERMISSIONS as FINANCE
from dinghuo.finance.queries.prepaid_balances import advance_of, prepaid_for
from dinghuo.finance.queries.verify_ledger import verify_ledger
from dinghuo.finance.rules.exposure import Buckets
from dinghuo.finance.steps.prepaid.draw_prepaid import draw_prepaid
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.document import Document
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.receive_shipment import LineReceipt, receive_shipment
from dinghuo.fulfilment.actions.ship_order import LineShipment, ship_order
from dinghuo.fulfilment.models import Receipt, Shipment
from dinghuo.fulfilment.permissions import PERMISSIONS as FULFILMENT
from dinghuo.ordering import permissions as ordering
from dinghuo.ordering.actions.confirm_order import LineAnswer, confirm_order
from dinghuo.ordering.models import Order, OrderGroup, OrderLine
from dinghuo.organisations.models import Market, Storefront
from tests.finance.world import CNY, World, hold_credit, money

EVERYTHING = (*FINANCE, *FULFILMENT, *BILLING, *ordering.PERMISSIONS)


@dataclass(frozen=True)
class Line:
    """A line of an order: units, and what all of them cost; tax is within the total."""

    units: str
    total: str
    tax: str = "0"
    discount: str = "0"


@dataclass
class Deal:
    """An order and those who deal in it."""

    world: World
    order_id: UUID
    number: str
    buyer: Actor = field(init=False)
    seller: Actor = field(init=False)
    operator: Actor = field(init=False)

    def __post_init__(self) -> None:
        self.buyer = self.world.person(self.world.buyer, *EVERYTHING)
        self.seller = self.world.person(self.world.seller, *EVERYTHING)
        self.operator = self.world.person(self.world.operator, *EVERYTHING)

    @property
    def document(self) -> Document:
        """The order as finance knows it."""
        return Document("order", self.order_id, self.number)

    @property
    def order(self) -> Order:
        """The order as it is now."""
        with acting(self.world.system):
            return Order.objects.get(id=self.order_id)

    @property
    def lines(self) -> list[OrderLine]:
        """Its lines as they are now."""
        with acting(self.world.system):
            return list(OrderLine.objects.filter(order_id=self.order_id).order_by("position"))

    @property
    def invoices(self) -> list[Invoice]:
        """Its invoices, oldest first."""
        with acting(self.world.system):
            return list(Invoice.objects.filter(order_id=self.order_id).order_by("id"))

    @property
    def buckets(self) -> Buckets:
        """What it uses of its credit line."""
        return self.world.held_by(self.document)

    @property
    def advance(self) -> Decimal:
        """What is in hand for it."""
        with acting(self.world.system):
            return advance_of(self.world.system, self.order_id)

    @property
    def prepaid(self) -> Decimal:
        """What the buyer has in hand with the seller."""
        with acting(self.world.system):
            return prepaid_for(self.world.system, self.world.buyer.id, self.world.seller.id, CNY)

    @property
    def events(self) -> list[EventRow]:
        """What was recorded of it, oldest first."""
        with acting(self.world.system):
            return list(EventRow.objects.filter(subject_id=self.order_id).order_by("id"))

    def confirm(self, *answers: LineAnswer) -> None:
        """The seller answers; no answers accepts all."""
        confirm_order(self.seller, self.number, answers)

    def ship(self, *quantities: str) -> Shipment:
        """The seller ships these quantities of its lines in order; none ships all."""
        lines = [LineShipment(i, money(q)) for i, q in enumerate(quantities, 1) if money(q)]
        return ship_order(self.seller, self.number, lines)

    def receive(self, shipment: Shipment, *found: tuple[str, str]) -> Receipt:
        """The buyer takes in (accepted, rejected) of its lines in order; none accepts all."""
        lines = [LineReceipt(i, money(a), money(r), "broken") for i, (a, r) in enumerate(found, 1)]
        return receive_shipment(self.buyer, shipment.number, lines)

    def invoice(self, receipt: Receipt) -> Invoice | None:
        """The program invoices a receipt."""
        return issue_invoice(self.world.system, receipt.id)

    def deliver(self, *quantities: str) -> Invoice | None:
        """Ship, accept all and invoice."""
        return self.invoice(self.receive(self.ship(*quantities)))

    def pay(self, amount: str, reference: str = "") -> Payment:
        """The seller's finance finds money at the bank."""
        return receive_payment(
            self.seller, self.number, PaymentRequest(money(amount), CNY, reference=reference)
        )

    def faults(self) -> list[Any]:
        """What is wrong with the books: nothing."""
        with acting(self.world.system):
            return verify_ledger(self.world.system)


def make_deal(
    world: World, *lines: Line, method: str = "credit", confirmed: bool = True, **columns: Any
) -> Deal:
    """An order of services by the buyer from the seller, charged as placing would; by default accepted already."""
    total = sum((money(line.total) for line in lines), Decimal(0)) + Decimal(
        columns.get("freight", 0) + columns.get("fee", 0)
    )
    with acting(world.system):
        order = _order(world, method, lines, total, columns)
        _write_lines(order, lines)
        document = Document("order", order.id, order.number)
        if method == "credit":
            creditors = [world.seller.id, world.operator.id]
            order.credit_line_id = hold_credit(world.system, document, creditors, world.buyer.id, CNY, total)
        elif method == "prepaid":
            draw_prepaid(world.system, document, world.seller.id, world.buyer.id, CNY, total)
            order.paid, order.payment_state = total, "paid"
        order.save()
    deal = Deal(world, order.id, order.number)
    if confirmed:
        deal.confirm()
    return deal


def _order(
    world: World, method: str, lines: Sequence[Line], total: Decimal, columns: dict[str, Any]
) -> Order:
    Market.objects.get_or_create(
        id=world.market_id,
        defaults={
            "market_id": world.market_id,
            "key": world.market_id.hex,
            "name": "Market",
            "currency": CNY,
            "languages": ["en"],
        },
    )
    shop, _ = Storefront.objects.get_or_create(
        market_id=world.market_id,
        key="main",
        defaults={
            "name": "Main",
            "owner": world.operator,
            "languages": ["en"],
            "currency": CNY,
            "payment_methods": ["credit"],
        },
    )
    number = f"SO-{new_id().hex[-10:]}"
    group = OrderGroup.objects.create(
        market_id=world.market_id, number=f"G{number}", buyer=world.buyer, total=total, currency=CNY
    )
    return Order.objects.create(
        market_id=world.market_id,
        number=number,
        group=group,
        group_number=group.number,
        buyer=world.buyer,
        seller=world.seller,
        storefront=shop,
        state="submitted",
        currency=CNY,
        subtotal=sum((money(line.total) for line in lines), Decimal(0)),
        tax=sum((money(line.tax) for line in lines), Decimal(0)),
        total=total,
        payable=total,
        payment_method=method,
        placed_at=now(),
        **columns,
    )


def _write_lines(order: Order, lines: Sequence[Line]) -> None:
    category, _ = Category.objects.get_or_create(
        market_id=order.market_id, key="all", defaults={"path": "all/", "name": "All"}
    )
    for position, line in enumerate(lines, 1):
        sku = f"S{new_id().hex[-10:]}"
        product = Product.objects.create(
            market_id=order.market_id,
            code=sku,
            name=f"Service {position}",
            category=category,
            kind="service",
            state="published",
            base_unit="hour",
        )
        variant = Variant.objects.create(
            market_id=order.market_id, product=product, sku=sku, name=product.name
        )
        total, units = money(line.total), money(line.units)
        extended = total + money(line.discount)
        OrderLine.objects.create(
            market_id=order.market_id,
            order=order,
            buyer_id=order.buyer_id,
            seller_id=order.seller_id,
            position=position,
            variant=variant,
            sku=sku,
            name=product.name,
            stocked=False,
            unit="hour",
            base_unit="hour",
            factor=1,
            quantity=units,
            unit_price=(extended / units).quantize(Decimal("0.000001")),
            tax_rate=Decimal("0.13"),
            extended=extended,
            discount=money(line.discount),
            tax=money(line.tax),
            total=total,
            ordered=units,
        )
