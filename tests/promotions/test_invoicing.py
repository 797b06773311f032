"""Discounted orders to their invoices: in whatever order things happen, what is invoiced is what was granted."""

from decimal import Decimal
from random import Random

import pytest

from dinghuo.billing.models import Invoice, InvoiceLine
from dinghuo.foundation.errors import Invalid, Refusal
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.receive_shipment import LineReceipt, receive_shipment
from dinghuo.fulfilment.actions.ship_order import LineShipment, ship_order
from dinghuo.fulfilment.models import Shipment
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.ordering.actions.accept_change import accept_change
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.confirm_order import LineAnswer, confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.propose_change import propose_change
from dinghuo.ordering.models import Order
from dinghuo.promotions.models import CustomerUse, Discount, PromotionFund, Redemption
from tests.makers import make_goods, make_world
from tests.makers.promotions import make_promotion, promoter, sellers_promoter

D = Decimal
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def ordered(world, *prices, units=9, tax_rate="0"):
    """An order of so many units of goods at these prices, with a coupon of the house and percents of the seller."""
    goods = [make_goods(world.supplier, price=each, stock=500, tax_rate=tax_rate) for each in prices]
    house = {"platform_share": 33, "budget": D(100), "per_customer": 1, "word": "SEVEN"}
    make_promotion(promoter(world), "seven", value="7.01", benefit="amount", **house)
    make_promotion(sellers_promoter(world), "tenth", value="9.9", priority=-1)
    lines = [LineRequest(each.sku, D(units)) for each in goods]
    request = OrderRequest(lines=lines, payment_method="credit", codes=["SEVEN"])
    return place_order(world.purchaser(), request).orders[0].number


def order_of(world):
    with acting(world.system):
        return Order.objects.prefetch_related("lines").get()


def told(world):
    """What was granted and stands, what is invoiced of it, what is owed, what is invoiced."""
    with acting(world.system):
        kept = sum(row.kept for row in Discount.objects.all())
        assert all(
            row.by_seller + row.by_platform + row.by_supplier == row.kept for row in Discount.objects.all()
        )
        assert kept == sum(row.kept for row in Redemption.objects.all())
        off = sum(row.discount for row in InvoiceLine.objects.all())
        assert off == sum(each.discount for each in Invoice.objects.all())
        assert verify_books(world.system) == []
        return kept, off, Order.objects.get().payable, sum(each.total for each in Invoice.objects.all())


def confirm_some(world, chance, number):
    lines = list(order_of(world).lines.all())
    answers = []
    for line in lines:
        refused = D(chance.choice((0, 0, 1, 2)))
        answers.append(
            LineAnswer(line.position, accept=line.ordered - refused, refuse=refused, reason="Short")
        )
    confirm_order(world.system, number, answers)


def ship_some(world, chance, number):
    line = chance.choice(list(order_of(world).lines.all()))
    ship_order(world.system, number, [LineShipment(line.position, D(chance.choice((1, 2, 4))))])


def receive_some(world, chance, _number):
    with acting(world.system):
        rows = [
            (row.number, [(each.order_line.position, each.quantity) for each in row.lines.all()])
            for row in Shipment.objects.filter(receipts=None).prefetch_related("lines__order_line")
        ]
    if rows:
        shipment, lines = chance.choice(rows)
        rejected = D(chance.choice((0, 0, 1)))
        found = [
            LineReceipt(position, quantity - rejected, rejected, "Broken" if rejected else "")
            for position, quantity in lines
        ]
        receive_shipment(world.system, shipment, found)


def change_some(world, chance, number):
    order = order_of(world)
    line = chance.choice(list(order.lines.all()))
    wish = [{"kind": "quantity", "line": line.position, "quantity": str(chance.choice((4, 6, 8, 11)))}]
    change = propose_change(world.purchaser(), number, order.version, wish, "Other plans")
    accept_change(world.seller(), change.id)


def cancel_rest(world, _chance, number):
    cancel_order(world.system, number, "Not needed")


MOVES = (ship_some, ship_some, receive_some, receive_some, change_some)


@pytest.mark.parametrize("seed", range(6))
def test_mistake_6_what_is_invoiced_in_all_is_what_was_granted(world, drain, seed):
    chance = Random(seed)
    number = ordered(world, "3.37", "10.01", "0.99")
    confirm_some(world, chance, number)
    for move in [*chance.choices(MOVES, k=14), cancel_rest, *(receive_some,) * 12]:
        try:
            move(world, chance, number)
        except (Refusal, Invalid):
            continue
        drain()
        kept, off, payable, invoiced = told(world)
        # Never more than what stands, neither off nor owed.
        assert (off <= kept, invoiced <= payable) == (True, True)
    kept, off, payable, invoiced = told(world)
    assert off == kept
    assert invoiced == payable
    assert order_of(world).state in ("completed", "cancelled", "confirmed", "refused")
    with acting(world.system):
        seven = PromotionFund.objects.get()
        assert seven.spent == sum(row.kept for row in Discount.objects.filter(promotion__key="seven"))
        assert CustomerUse.objects.get().uses == (1 if seven.spent else 0)
