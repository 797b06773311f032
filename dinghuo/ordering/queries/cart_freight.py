"""What sending the goods of a cart costs."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.ordering.queries.cart_kits import parts_of
from dinghuo.ordering.queries.cart_sheet import CartRow
from dinghuo.ordering.queries.order_terms import OrderTerms, TermsAsk, find_order_terms
from dinghuo.ordering.rules.amounts import line_amounts
from dinghuo.ordering.rules.freight import Freight, Load, Tariff, freights
from dinghuo.organisations.queries.buying_terms import BuyingTerms, buying_terms

ZERO = Decimal(0)


def read_terms(actor: Actor, terms: BuyingTerms, rows: Sequence[CartRow]) -> OrderTerms:
    """What counts for a buyer, who lets the goods be sent to its terms' address, beyond its own terms. One statement,
    none where the market has nothing of the kind."""
    if not terms.order_terms:
        return OrderTerms()
    region = str((terms.address or {}).get("region_code") or "")
    ask = TermsAsk(terms.buyer_id, terms.storefront_id, terms.currency, region)
    goods = [(row.line.variant_id, row.line.seller_id) for row in rows]
    return find_order_terms(actor, [ask], goods, now())()[ask]


def load_of(rows: Sequence[CartRow], total: Decimal) -> Load | None:
    """What is sent of some rows that come to a total; None where nothing is, as of services."""
    weights = [weight for row in rows for weight in _weights(row)]
    if not weights:
        return None
    known = [weight for weight in weights if weight is not None]
    return Load(total, sum(known, ZERO), len(weights) - len(known))


def freights_of(
    tariffs: Sequence[Tariff], loads: Iterable[tuple[UUID, Load | None]], currency: str
) -> dict[UUID, Freight]:
    """What sending each seller's goods costs, of those that are sent."""
    return freights(tariffs, {seller_id: load for seller_id, load in loads if load}, currency)


def cart_freight_left(
    actor: Actor, buyer_id: UUID, storefront_id: UUID, currency: str, rows: Sequence[CartRow]
) -> Callable[[Mapping[Hashable, Decimal]], dict[UUID, Decimal]]:
    """What sending would cost, by seller, with so much left of the rows' amounts. Two statements at most."""
    terms = buying_terms(actor, buyer_id, storefront_id)
    shares: dict[UUID, list[CartRow]] = {}
    for row in rows:
        shares.setdefault(row.line.seller_id, []).append(row)
    tariffs = read_terms(actor, terms, rows).tariffs if terms else ()

    def reckon(left: Mapping[Hashable, Decimal]) -> dict[UUID, Decimal]:
        loads = [
            (seller_id, load_of(share, sum((_total(row, left, currency) for row in share), ZERO)))
            for seller_id, share in shares.items()
        ]
        found = freights_of(tariffs, loads, currency)
        return {seller_id: each.amount for seller_id, each in found.items()}

    return reckon


def _total(row: CartRow, left: Mapping[Hashable, Decimal], currency: str) -> Decimal:
    if row.price is None or row.goods is None or row.goods.kit:
        return row.total
    off = row.price.extended - left.get(row.line.id, row.price.extended)
    rate, included = row.price.taxed_at(row.goods.tax_rate), row.price.tax_included
    return line_amounts(row.price.amount, row.line.quantity, off, rate, included, currency).total


def _weights(row: CartRow) -> list[Decimal | None]:
    """What is sent of a row weighs so much; None for what nobody has weighed."""
    goods, line = row.goods, row.line
    if goods is None or line.unit not in goods.factors:
        return []
    if goods.kit:
        parts = parts_of(line, goods)
        return [found.weight(found.base_unit, part.quantity) for part, found in parts if found.stocked]
    return [goods.weight(line.unit, line.quantity)] if goods.stocked else []
