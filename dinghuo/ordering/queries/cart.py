"""The cart as its page shows it: priced lines by seller, what blocks each, its repair, and what more would save."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from dinghuo.catalogue.queries.find_goods import Goods, find_goods
from dinghuo.catalogue.queries.links import instead_of
from dinghuo.catalogue.queries.qualifications.not_for_sale import not_for_sale
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.inventory.queries.available import free_goods
from dinghuo.inventory.queries.displays import Displays
from dinghuo.inventory.queries.free_incoming import free_incoming
from dinghuo.inventory.rules.incoming import IncomingPool
from dinghuo.inventory.rules.shown import Display
from dinghuo.ordering.models import CartLine
from dinghuo.ordering.permissions import PLACE
from dinghuo.ordering.queries.cart_discounts import cart_discounts
from dinghuo.ordering.queries.cart_faults import CartFault, Supply, fault_of, quota_fault
from dinghuo.ordering.queries.cart_kits import (
    Prices,
    chosen_of,
    kit_offer,
    kit_supply,
    parts_of,
    price_lines_of,
)
from dinghuo.ordering.queries.cart_money import less, rounded_rows, row_amounts
from dinghuo.ordering.queries.cart_sheet import CartRow, CartShare, CartSheet
from dinghuo.ordering.queries.cart_wants import wanted_of
from dinghuo.ordering.queries.rations import rations
from dinghuo.ordering.rules.quotas import RationKey, Rations
from dinghuo.pricing.queries.price_lines import PriceRequest, price_lines

ZERO = Decimal(0)


def cart(actor: Actor, storefront_id: UUID, currency: str) -> CartSheet:
    """The actor's cart in a storefront. A constant number of statements for any number of lines."""
    require(actor, PLACE)
    return priced_lines(actor, storefront_id, currency, cart_lines(actor, storefront_id))


def priced_lines(actor: Actor, storefront_id: UUID, currency: str, lines: Sequence[CartLine]) -> CartSheet:
    """The same of any lines, which needn't be saved."""
    if not lines:
        return CartSheet([], currency)
    known = _known(actor, storefront_id, currency, lines)
    shares: dict[UUID, CartShare] = {}
    for line in lines:
        share = shares.setdefault(
            line.seller_id,
            CartShare(line.seller_id, line.seller.code, line.seller.name, line.seller.names),
        )
        display = known.displays.of(line.seller_id, storefront_id, actor.organisation_id)
        share.rows.append(_judged(line, known, display, currency))
    _offer_instead(actor, storefront_id, shares.values())
    sheet = CartSheet(list(shares.values()), currency, held_until=lines[0].cart.held_until)
    sheet = _discounted(actor, storefront_id, sheet, lines[0].cart.codes)
    for share in sheet.shares:
        if share.seller_id in known.prices.rounds_orders:
            found = rounded_rows([row.amounts for row in share.rows], currency)
            share.rows = [replace(row, amounts=each) for row, each in zip(share.rows, found, strict=True)]
    return sheet


@dataclass(frozen=True, slots=True)
class _Known:
    """All that is read for the lines of a cart; quantities in base units by (variant, seller)."""

    goods: Mapping[str, Goods]
    prices: Prices
    free: Mapping[tuple[UUID, UUID], Decimal]
    coming: IncomingPool
    wanted: Mapping[tuple[UUID, UUID], Decimal]
    displays: Displays
    hindered: Mapping[tuple[UUID, UUID], object]
    rations: Rations


def _known(actor: Actor, storefront_id: UUID, currency: str, lines: Sequence[CartLine]) -> _Known:
    goods = find_goods(actor, storefront_id, [line.variant.sku for line in lines])
    prices = price_lines(
        actor,
        PriceRequest(
            buyer_id=actor.organisation_id,
            storefront_id=storefront_id,
            currency=currency,
            at=now(),
            lines=[asked for line in lines for asked in price_lines_of(line, goods.get(line.variant.sku))],
        ),
    )
    ids = [line.variant_id for line in lines]
    ids += [part.variant_id for each in goods.values() for part in (*each.parts, *each.options)]
    stock = free_goods(actor, ids, buyer_id=actor.organisation_id)
    free, wanted = stock.quantities, wanted_of(lines, goods)
    asks = {(line.seller_id, storefront_id, actor.organisation_id) for line in lines}
    return _Known(
        goods,
        prices,
        free,
        # Only what is short may wait for what is on its way.
        free_incoming(actor, {key for key, want in wanted.items() if want > free.get(key, ZERO)}),
        wanted,
        Displays(actor, asks if stock.has_displays else ()),
        not_for_sale(actor, _governed(lines, goods), actor.organisation_id),
        rations(actor, {_ration_key(line, key[0]) for line in lines for key in _drawn(line, goods)})
        if stock.rations
        else Rations({}),
    )


def _judged(line: CartLine, known: _Known, display: Display, currency: str) -> CartRow:
    """A line with its goods, its price, and what stands in its way."""
    key = (line.variant_id, line.seller_id)
    found, free = chosen_of(line, known.goods.get(line.variant.sku)), known.free.get(key, ZERO)
    if found and found.kit:
        supply = replace(kit_supply(line, found, known.free, known.coming, known.wanted), display=display)
    else:
        early = known.coming.free(*key, presale=True)
        supply = Supply(free + early, known.wanted.get(key, ZERO), display)
    row = _promised(_row(line, found, known.prices, supply, currency), known.coming, free, display)
    asked = [key, *((part.variant_id, line.seller_id) for part, _goods in parts_of(line, found))]
    hindrance = next((known.hindered[each] for each in asked if each in known.hindered), None)
    if hindrance:
        return replace(row, fault=CartFault("not-for-sale", str(hindrance), ZERO))
    return _rationed(row, known)


def _rationed(row: CartRow, known: _Known) -> CartRow:
    """The row with how much of it may be ordered for now; more than that blocks it, whatever is in stock."""
    if row.goods is None or row.offer is None or row.line.unit not in row.goods.factors:
        return row
    told = known.rations.allowances.get(_ration_key(row.line, row.line.variant_id))
    over = next(
        (
            (each, known.wanted.get(key, ZERO))
            for key in _drawn(row.line, known.goods)
            if (each := known.rations.allowances.get(_ration_key(row.line, key[0])))
            and known.wanted.get(key, ZERO) > each.left
        ),
        None,
    )
    fault = quota_fault(row.line, row.goods, row.offer, *over) if over else row.fault
    if row.fault and fault and row.fault.repair < fault.repair:
        fault = row.fault
    return replace(row, fault=fault, allowance=told)


def _discounted(actor: Actor, storefront_id: UUID, sheet: CartSheet, codes: Sequence[str]) -> CartSheet:
    """The same with what promotions and codes take off its lines."""
    found = cart_discounts(actor, storefront_id, sheet.currency, sheet.rows, codes)
    if found.grants:
        for share in sheet.shares:
            share.rows[:] = [_less(row, found.off(row.line.id), sheet.currency) for row in share.rows]
    return replace(sheet, discounts=found, codes=codes)


def _less(row: CartRow, off: Decimal, currency: str) -> CartRow:
    if not off or row.price is None or row.goods is None:
        return row
    return replace(row, discount=off, amounts=less(row.line, row.goods, row.price, off, currency))


def _offer_instead(actor: Actor, storefront_id: UUID, shares: Iterable[CartShare]) -> None:
    """Say what can take the place of lines for which there is no quantity. Nothing is asked where there are none."""
    stuck = [row.line.variant_id for share in shares for row in share.rows if _is_stuck(row)]
    found = instead_of(actor, storefront_id, stuck)
    for share in shares:
        share.rows = [
            replace(row, instead=found[row.line.variant_id][0])
            if _is_stuck(row) and row.line.variant_id in found
            else row
            for row in share.rows
        ]


def _is_stuck(row: CartRow) -> bool:
    return bool(row.fault and row.fault.code in ("not-for-sale", "out-of-stock") and not row.fault.repair)


def cart_lines(actor: Actor, storefront_id: UUID) -> list[CartLine]:
    """The bare lines of the cart with their articles and sellers, in the order in which they were added."""
    return list(_lines(actor, storefront_id).select_related("variant", "seller", "cart").order_by("id"))


def cart_count(actor: Actor, storefront_id: UUID) -> int:
    """How many lines are in the cart."""
    return _lines(actor, storefront_id).count()


def _lines(actor: Actor, storefront_id: UUID) -> QuerySet[CartLine]:
    return CartLine.objects.filter(
        market_id=actor.market_id,
        buyer_id=actor.organisation_id,
        cart__person=actor.person_id,
        cart__storefront_id=storefront_id,
    )


def _promised(row: CartRow, coming: IncomingPool, free: Decimal, display: Display) -> CartRow:
    """The row with what comes later of it, and what it would be promised of what is on its way."""
    if row.goods is None or not row.goods.stocked or row.goods.kit or row.offer is None or row.fault:
        return row
    line, waiting = row.line, row.base_quantity - free
    if waiting <= 0:
        return row
    early = not row.offer.backorder_allowed
    pledges = coming.pledge(line.id, line.variant_id, line.seller_id, waiting, presale=early)
    if display.is_exact:
        return replace(row, waits=True, later=waiting, pledges=pledges)
    promised = sum((each.quantity for each in pledges), ZERO)
    all_by = max(each.expected for each in pledges) if promised >= waiting else None
    return replace(row, waits=True, all_by=all_by)


def _governed(lines: Iterable[CartLine], goods: Mapping[str, Goods]) -> list[tuple[UUID, UUID]]:
    """What needs papers, of the lines and of what kits are made of."""
    asked = []
    for line in lines:
        found = chosen_of(line, goods.get(line.variant.sku))
        asked += (
            [(each.variant_id, line.seller_id) for each in (found, *found.coming) if each.governed]
            if found
            else []
        )
    return asked


def _drawn(line: CartLine, goods: Mapping[str, Goods]) -> list[tuple[UUID, UUID]]:
    """The goods that a line draws on: its own article, or a kit's parts."""
    parts = [
        (part.variant_id, line.seller_id) for part, _goods in parts_of(line, goods.get(line.variant.sku))
    ]
    return parts or [(line.variant_id, line.seller_id)]


def _ration_key(line: CartLine, variant_id: UUID) -> RationKey:
    return line.buyer_id, variant_id, line.seller_id


def _row(line: CartLine, goods: Goods | None, prices: Prices, supply: Supply, currency: str) -> CartRow:
    price = prices.get(line.id)
    offer = next((each for each in goods.offers if each.seller_id == line.seller_id), None) if goods else None
    if goods and goods.kit and offer:
        offer = kit_offer(offer)
    return CartRow(
        line=line,
        goods=goods,
        offer=offer,
        price=price,
        fault=fault_of(line, goods, offer, price, supply),
        amounts=row_amounts(line, goods, price, prices, currency),
    )
