"""What a promotion as it is written now would have taken off an order that was placed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.queries.order import order
from dinghuo.ordering.states import OrderState
from dinghuo.pricing.models import PriceList
from dinghuo.promotions.permissions import SEE_PROMOTIONS
from dinghuo.promotions.queries.find_offers import Line, Outcome, Room, Shopper
from dinghuo.promotions.queries.promotions import promotion
from dinghuo.promotions.queries.try_offer import try_offer
from dinghuo.promotions.queries.words import missing_words
from dinghuo.promotions.rules.basket import Offer
from dinghuo.promotions.rules.combine import combine
from dinghuo.promotions.rules.free_freight import frees_freight

ZERO = Decimal(0)


@dataclass(frozen=True)
class Trial:
    """`off` in all and by line; `why` in words where it is nothing."""

    order: Order
    off: Decimal
    lines: Sequence[tuple[OrderLine, Decimal]]
    why: str = ""


def try_promotion(actor: Actor, key: str, number: str) -> Trial:
    """Try it on the order, as it was ordered and by itself: as if it had run then, with no limit and no code needed.

    Nothing is written. Raises NotFound for somebody else's promotion or order. A constant number of statements.
    """
    require(actor, SEE_PROMOTIONS)
    tried = promotion(actor, key).row.promotion
    of = order(actor, number.replace("\0", ""))
    rows = list(of.lines.all())
    shopper = Shopper(of.buyer_id, of.storefront_id, of.kind, of.currency)
    offer = try_offer(actor, tried.id, shopper, {row.variant_id for row in rows}, of.placed_at)
    if offer is None:
        return Trial(of, ZERO, [], _("It isn't for this customer, storefront, currency or kind of order."))
    if offer.terms.first_order and _ordered_before(of, offer):
        return Trial(of, ZERO, [], _("It is for first orders, and this wasn't one."))
    closed = _closed(actor, rows)
    lines = [
        Line(
            key=row.id,
            seller_id=of.seller_id,
            variant_id=row.variant_id,
            units=row.quantity * row.factor,
            amount=row.extended,
            closed=row.unit_price != row.list_price or _winner(row) in closed,
        )
        for row in rows
        if row.quantity
    ]
    # As it was charged, and what was freed of it then.
    freight = {of.seller_id: of.freight + of.freed}
    outcome = combine([offer], lines, of.buyer_id, Room(), of.currency, lambda _left: freight)
    if outcome.grants:
        off = [(row, outcome.off(row.id)) for row in rows]
        return Trial(of, outcome.amount, [(row, amount) for row, amount in off if amount])
    return Trial(of, ZERO, [], why_nothing(outcome, of.currency, offer))


def why_nothing(outcome: Outcome, currency: str, offer: Offer) -> str:
    """Why a promotion gives nothing for some lines, in words."""
    if outcome.near:
        return _("It takes %(missing)s more.") % {"missing": missing_words(outcome.near[0], currency)}
    if frees_freight(offer):
        return _("Nothing it is for is in this order, or there is no freight to pay.")
    return _("Nothing it is for is in this order, or its prices take no promotions.")


def _ordered_before(of: Order, offer: Offer) -> bool:
    """Whether another order of the buyer's that stands was placed before this one."""
    rows = Order.objects.filter(
        market_id=of.market_id, buyer_id=of.buyer_id, placed_at__lt=of.placed_at
    ).exclude(state__in=[OrderState.CANCELLED, OrderState.REFUSED])
    if offer.seller_id:
        rows = rows.filter(seller_id=offer.seller_id)
    return rows.exclude(group_id=of.group_id).exists()


def _closed(actor: Actor, rows: Sequence[OrderLine]) -> set[str]:
    """The contracts among the lists that gave the lines their prices whose prices take no promotions."""
    keys = {key for row in rows if (key := _winner(row))}
    found = PriceList.objects.filter(
        market_id=actor.market_id, key__in=keys, kind="contract", promotable=False
    )
    return set(found.values_list("key", flat=True))


def _winner(row: OrderLine) -> str:
    """The key of the list that gave a line its price; empty where none is known."""
    return next((step.get("list", "") for step in row.explanation if step.get("outcome") == "won"), "")
