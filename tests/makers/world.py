"""Makes a small market in which an order can be placed."""

from dataclasses import dataclass
from decimal import Decimal

from dinghuo.finance.models import CreditLine, CreditMove
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering import permissions as ordering
from dinghuo.organisations.models import Customer, Market, Organisation, Storefront
from tests.makers.people import make_actor, make_market, make_organisation

BUY = (
    ordering.VIEW,
    ordering.PLACE,
    ordering.CANCEL,
    ordering.CHANGE,
    ordering.MESSAGE,
    "fulfilment.receive_shipment",
)
SELL = (
    ordering.VIEW,
    ordering.CONFIRM,
    ordering.CANCEL,
    ordering.CHANGE,
    ordering.MESSAGE,
    "fulfilment.ship_order",
)


@dataclass
class World:
    """A market with an operator, one supplier, one buyer with a credit line of 10,000, and a storefront."""

    market: Market
    operator: Organisation
    supplier: Organisation
    buyer: Organisation
    storefront: Storefront
    credit: CreditLine

    @property
    def system(self) -> Actor:
        """The program itself in this market."""
        return Actor.system(self.market.id)

    def purchaser(self, limit: str | None = None) -> Actor:
        """A person of the buyer's who orders, up to a limit without approval."""
        grants = dict.fromkeys(BUY) | {ordering.PLACE: Decimal(limit) if limit else None}
        return make_actor(self.buyer, grants, "Li Na")

    def approver(self, limit: str | None = None) -> Actor:
        """A person of the buyer's who approves, up to a limit."""
        grants = {ordering.VIEW: None, ordering.APPROVE: Decimal(limit) if limit else None}
        return make_actor(self.buyer, grants, "Wang Fang")

    def seller(self) -> Actor:
        """A person of the supplier's who answers and ships."""
        return make_actor(self.supplier, SELL, "Chen Wei")

    def representative(self) -> Actor:
        """A person of the operator's who orders for customers at prices of their own."""
        grants = (*BUY, *SELL, ordering.PLACE_FOR_CUSTOMER, ordering.OVERRIDE_PRICE)
        return make_actor(self.operator, grants, "Zhao Min")


def make_world(
    limit: str = "10000", payment_methods: tuple[str, ...] = ("credit", "transfer", "prepaid"), **storefront
) -> World:
    """A market whose buyer can order on credit up to `limit`."""
    market = make_market()
    operator = make_organisation(market.id, "operator")
    supplier = make_organisation(market.id, "supplier")
    buyer = make_organisation(market.id, "buyer")
    with acting(Actor.system(market.id)):
        shop = Storefront.objects.create(
            market_id=market.id,
            key="main",
            name="Main",
            owner=operator,
            languages=["en", "zh-hans"],
            currency=market.currency,
            payment_methods=list(payment_methods),
            is_default=True,
            **storefront,
        )
    credit = make_credit(shop, buyer, limit)
    return World(market, operator, supplier, buyer, shop, credit)


def make_credit(shop: Storefront, buyer: Organisation, limit: str) -> CreditLine:
    """Make a buyer a customer of the storefront, whose owner lets it owe so much."""
    market = {"market_id": shop.market_id}
    parties = {"creditor_id": shop.owner_id, "debtor": buyer}
    with acting(Actor.system(shop.market_id)):
        Customer.objects.create(**market, buyer=buyer, storefront=shop, payment_term_days=30)
        credit = CreditLine.objects.create(
            **market, **parties, currency=shop.currency, credit_limit=Decimal(limit), term_days=30
        )
        CreditMove.objects.create(
            **market, **parties, line=credit, kind="limit", limit_delta=Decimal(limit), person_name="test"
        )
    return credit
