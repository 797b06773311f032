"""Kits in a cart: what is asked of prices and stock for their parts, and what they come to when they are ordered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from uuid import UUID

from dinghuo.catalogue.queries.find_goods import Goods, GoodsOffer
from dinghuo.catalogue.queries.kits import Part
from dinghuo.foundation.money import round_amount
from dinghuo.inventory.rules.incoming import IncomingPool
from dinghuo.ordering.models import CartLine
from dinghuo.ordering.queries.cart_faults import Supply
from dinghuo.ordering.rules.amounts import TaxedLine, line_amounts
from dinghuo.ordering.rules.kits import Weighed, share_kit
from dinghuo.pricing.queries.kit_answer import ExtendedAnswer, KitAnswer
from dinghuo.pricing.queries.price_lines import Answers, PriceAnswer, PriceLine

ZERO = Decimal(0)
Prices = Answers


def parts_of(line: CartLine, goods: Goods | None) -> Sequence[tuple[Part, Goods]]:
    """What comes in all of the line, each part with its goods; nothing for what is no kit. The goods may be those of
    the line (chosen_of) or of its article."""
    goods = chosen_of(line, goods)
    if goods is None or goods.kit is None or line.unit not in goods.factors:
        return []
    parts = goods.kit.times(line.quantity * goods.factors[line.unit])
    return list(zip(parts, goods.coming, strict=True))


def chosen_of(line: CartLine, goods: Goods | None) -> Goods | None:
    """The goods of the line with the options that it asks for."""
    return goods.chosen(line.options) if goods else None


def price_lines_of(line: CartLine, goods: Goods | None) -> list[PriceLine]:
    """What is asked for the line; for a kit with a price of its own also what its parts would cost alone."""
    goods = chosen_of(line, goods)
    is_sold = goods is not None and line.unit in goods.factors
    by_parts = goods.priced_parts(line.unit) if goods and is_sold else ()
    asked = [
        PriceLine(
            line.id,
            line.variant_id,
            line.seller_id,
            line.unit,
            line.quantity,
            parts=by_parts,
            extras=goods.extras(line.unit) if goods and is_sold else (),
        )
    ]
    if not by_parts:
        asked += [
            PriceLine(
                (line.id, "alone", i),
                part.variant_id,
                line.seller_id,
                part.unit,
                part.quantity,
                basket=line.id,
            )
            for i, (part, _found) in enumerate(_always(line, goods))
        ]
    return asked


def _always(line: CartLine, goods: Goods | None) -> list[tuple[Part, Goods]]:
    """The parts to which the price of a kit falls."""
    return [(part, found) for part, found in parts_of(line, goods) if not part.optional]


def kit_amounts(
    line: CartLine, goods: Goods, price: PriceAnswer, prices: Prices, currency: str
) -> list[TaxedLine]:
    """What a kit costs: the money of the lines that it will become."""
    if isinstance(price, KitAnswer):
        return _alone(parts_of(line, goods), price.parts, currency)
    parts, own, beside = _always(line, goods), price, []
    if isinstance(price, ExtendedAnswer):
        taken = [(part, found) for part, found in parts_of(line, goods) if part.optional]
        own, beside = price.own, _alone(taken, price.extras, currency)
    alone = [prices.get((line.id, "alone", i)) for i in range(len(parts))]
    rates = [own.taxed_at(found.tax_rate) for _part, found in parts]
    weighed = [
        Weighed(part.quantity, one.amount if one else None, rate)
        for (part, _found), one, rate in zip(parts, alone, rates, strict=True)
    ]
    extended = round_amount(own.amount * line.quantity, currency)
    amounts = share_kit(extended, weighed, own.tax_included, currency)
    shared = [TaxedLine(each, rate, own.tax_included) for each, rate in zip(amounts, rates, strict=True)]
    return [*shared, *beside]


def _alone(
    parts: Sequence[tuple[Part, Goods]], prices: Sequence[tuple[Part, PriceAnswer]], currency: str
) -> list[TaxedLine]:
    """What parts cost that have a price of their own."""
    found = []
    for (part, goods), (_part, one) in zip(parts, prices, strict=True):
        rate, included = one.taxed_at(goods.tax_rate), one.tax_included
        amounts = line_amounts(one.amount, part.quantity, ZERO, rate, included, currency)
        found.append(TaxedLine(amounts, rate, included))
    return found


def kit_offer(offer: GoodsOffer) -> GoodsOffer:
    """The terms of a kit: whether it may wait for goods, its parts say."""
    return replace(offer, backorder_allowed=False)


def kit_supply(
    line: CartLine,
    goods: Goods,
    free: Mapping[tuple[UUID, UUID], Decimal],
    coming: IncomingPool,
    wanted: Mapping[tuple[UUID, UUID], Decimal],
) -> Supply:
    """How many kits what is free of the parts is enough for, beside what other lines want of them, in base units."""
    base = line.quantity * goods.factors.get(line.unit, Decimal(1))
    enough = []
    for part, found in parts_of(line, goods):
        key = (part.variant_id, line.seller_id)
        sold = next((each for each in found.offers if each.seller_id == line.seller_id), None)
        if found.stocked and not (sold and sold.backorder_allowed):
            rest = free.get(key, ZERO) + coming.free(*key, presale=True) - (wanted[key] - part.quantity)
            enough.append(max(rest, ZERO) * base / part.quantity)
    return Supply(min(enough).to_integral_value(ROUND_FLOOR) if enough else base, base)
