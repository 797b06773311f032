"""What a promotion as it is written now would take off what a customer has in its cart."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_goods import Goods, find_goods
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.ordering.models import Cart, CartLine
from dinghuo.ordering.queries.cart_freight import cart_freight_left
from dinghuo.ordering.queries.cart_kits import price_lines_of
from dinghuo.ordering.queries.cart_money import less
from dinghuo.ordering.queries.cart_sheet import CartRow
from dinghuo.ordering.queries.ordered_before import ordered_before
from dinghuo.ordering.queries.try_promotion import why_nothing
from dinghuo.organisations.models import Organisation
from dinghuo.pricing.models import PriceList
from dinghuo.pricing.permissions import PRICE_FOR_CUSTOMER
from dinghuo.pricing.queries.customer_of import customer_of
from dinghuo.pricing.queries.price_lines import PriceAnswer, PriceRequest, price_lines
from dinghuo.promotions.permissions import SEE_PROMOTIONS
from dinghuo.promotions.queries.find_offers import Line, Room, Shopper
from dinghuo.promotions.queries.promotions import promotion
from dinghuo.promotions.queries.try_offer import try_offer
from dinghuo.promotions.rules.combine import combine, no_freight
from dinghuo.promotions.rules.free_freight import frees_freight

ZERO = Decimal(0)


@dataclass(frozen=True)
class CartTrial:
    """The cart that a customer's people changed last; `off` in all and by line, `why` in words where it is nothing."""

    customer: Organisation
    currency: str
    subtotal: Decimal
    off: Decimal
    lines: Sequence[tuple[CartLine, Decimal]]
    why: str = ""


def try_on_cart(actor: Actor, key: str, code: str) -> CartTrial:
    """Try it by itself, as if it ran, with no limit and no code needed. Nothing is written.

    For who runs the market and asks for customers: nobody else looks into others' carts. Raises NotAllowed, and
    NotFound for somebody else's promotion or no such customer. A constant number of statements.
    """
    require(actor, SEE_PROMOTIONS)
    require(actor, PRICE_FOR_CUSTOMER)
    if actor.scope != "market":
        raise NotFound(code)
    tried = promotion(actor, key).row.promotion
    customer = customer_of(actor, code)
    carts = Cart.objects.filter(market_id=actor.market_id, buyer_id=customer.id, lines__isnull=False)
    found = carts.select_related("storefront").order_by("-changed_at").first()
    if found is None:
        return CartTrial(customer, tried.currency, ZERO, ZERO, [], _("There is nothing in its cart."))
    rows = list(found.lines.select_related("variant").order_by("id"))
    shop = found.storefront
    priced, lines = _priced(actor, customer, shop.id, shop.currency, rows)
    subtotal = sum((line.amount for line in lines), ZERO)
    shopper = Shopper(customer.id, shop.id, "standard", shop.currency)
    offer = try_offer(actor, tried.id, shopper, {row.variant_id for row in rows}, now())
    if offer is None:
        why = _("It isn't for this customer, storefront, currency or kind of order.")
        return CartTrial(customer, shop.currency, subtotal, ZERO, [], why)
    if offer.terms.first_order and ordered_before(actor, {(customer.id, offer.seller_id)}):
        why = _("It is for first orders, and this wasn't one.")
        return CartTrial(customer, shop.currency, subtotal, ZERO, [], why)
    freight = (
        cart_freight_left(actor, customer.id, shop.id, shop.currency, priced)
        if frees_freight(offer)
        else no_freight
    )
    outcome = combine([offer], lines, customer.id, Room(), shop.currency, freight)
    off = [(row, outcome.off(row.id)) for row in rows]
    told = [(row, amount) for row, amount in off if amount]
    why = "" if outcome.grants else why_nothing(outcome, shop.currency, offer)
    return CartTrial(customer, shop.currency, subtotal, outcome.amount, told, why)


def _priced(
    actor: Actor, customer: Organisation, storefront_id: UUID, currency: str, rows: Sequence[CartLine]
) -> tuple[list[CartRow], list[Line]]:
    """The lines that have a price, with what they cost, and as promotions look at them."""
    goods = find_goods(actor, storefront_id, [row.variant.sku for row in rows], customer.id)
    asked = [one for row in rows for one in price_lines_of(row, goods.get(row.variant.sku))]
    request = PriceRequest(customer.id, currency, now(), asked, storefront_id=storefront_id)
    answers = price_lines(actor, request)
    sold = {row.id: goods[row.variant.sku] for row in rows if row.id in answers and row.variant.sku in goods}
    lists = {answers[row_id].list_id for row_id, each in sold.items() if not each.kit}
    contracts = PriceList.objects.filter(market_id=actor.market_id, id__in=lists, kind="contract")
    closed = set(contracts.filter(promotable=False).values_list("id", flat=True))
    priced = [_row(row, sold[row.id], answers[row.id], currency) for row in rows if row.id in sold]
    return priced, [
        Line(
            key=row.id,
            seller_id=row.seller_id,
            variant_id=row.variant_id,
            units=row.quantity * sold[row.id].factors[row.unit],
            amount=answers[row.id].extended,
            closed=bool(sold[row.id].kit) or answers[row.id].list_id in closed,
        )
        for row in rows
        if row.id in sold and row.unit in sold[row.id].factors
    ]


def _row(line: CartLine, goods: Goods, price: PriceAnswer, currency: str) -> CartRow:
    amounts = less(line, goods, price, ZERO, currency)
    return CartRow(line=line, goods=goods, offer=None, price=price, fault=None, amounts=amounts)
