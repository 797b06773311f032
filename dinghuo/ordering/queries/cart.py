"""The cart as its page shows it: priced lines by seller, what blocks each, its repair, and what more would save."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from dinghuo.catalogue.queries.find_goods import Goods, GoodsOffer, find_goods
from dinghuo.catalogue.queries.items import Item
from dinghuo.catalogue.queries.kits import Part
from dinghuo.catalogue.queries.links import instead_of
from dinghuo.catalogue.queries.qualifications.not_for_sale import not_for_sale
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import translated
from dinghuo.inventory.queries.available import free_goods
from dinghuo.inventory.queries.displays import Displays
from dinghuo.inventory.queries.free_incoming import free_incoming
from dinghuo.inventory.rules.incoming import IncomingPool, Pledge
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
    kit_total,
    parts_of,
    price_lines_of,
)
from dinghuo.ordering.queries.cart_wants import wanted_of
from dinghuo.ordering.queries.rations import rations
from dinghuo.ordering.rules.amounts import line_amounts
from dinghuo.ordering.rules.packing import step_of
from dinghuo.ordering.rules.quotas import Allowance, RationKey, Rations
from dinghuo.ordering.rules.small_lines import SmallLine, small_of, wished_units
from dinghuo.pricing.queries.price_lines import PriceAnswer, PriceRequest, price_lines
from dinghuo.promotions.rules.basket import Outcome

ZERO = Decimal(0)


@dataclass(frozen=True)
class CartRow:
    """One line: the goods, what it costs, what blocks it. `step` is the least change, in the line's unit. `instead`:
    what can take its place where it is out of stock or isn't sold any more.

    `waits`: some of it comes later, because less is in stock: on back-order, or before it is here. Where the buyer may
    see the number, `later` says how many base units and `pledges` when; else at most the day by which all is here.
    `allowance`: how much of it this buyer may order for now, where its seller limits that.
    """

    line: CartLine
    goods: Goods | None
    offer: GoodsOffer | None
    price: PriceAnswer | None
    fault: CartFault | None
    total: Decimal = ZERO
    waits: bool = False
    later: Decimal = ZERO
    pledges: Sequence[Pledge] = ()
    all_by: date | None = None
    instead: Item | None = None
    discount: Decimal = ZERO
    allowance: Allowance | None = None

    @property
    def key(self) -> str:
        """A name for the row in a page."""
        return str(self.line.id)

    @property
    def factor(self) -> Decimal:
        """Base units in one of the line's unit."""
        return self.goods.factors.get(self.line.unit, Decimal(1)) if self.goods else Decimal(1)

    @property
    def base_quantity(self) -> Decimal:
        """The quantity in base units."""
        return self.line.quantity * self.factor

    @property
    def parts(self) -> Sequence[Part]:
        """What it is made of, if it is a kit: what is in all of it."""
        return [part for part, _goods in parts_of(self.line, self.goods)]

    @property
    def step(self) -> Decimal:
        """The least change of the quantity, in the line's unit."""
        return step_of_offer(self.factor, self.offer)

    @property
    def small(self) -> SmallLine | None:
        """Where it is less than its seller wishes: what is wished for, and what less costs."""
        goods, wish = self.goods, self.offer.wish if self.offer else None
        return small_of(wish, goods.sku, goods.base_unit, self.base_quantity) if wish and goods else None

    @property
    def wished(self) -> Decimal:
        """The least quantity in the line's unit that costs no fee for being small."""
        return wished_units(self.line.quantity, self.factor, self.offer) if self.offer else ZERO

    @property
    def at_once(self) -> Decimal:
        """Base units that don't come later."""
        return self.base_quantity - self.later

    @property
    def undated(self) -> Decimal:
        """Of what comes later: base units of which nobody knows when."""
        return self.later - sum((each.quantity for each in self.pledges), ZERO)


@dataclass
class CartShare:
    """What is ordered from one seller."""

    seller_id: UUID
    seller_code: str
    name: str
    names: Mapping[str, str]
    rows: list[CartRow] = field(default_factory=list)

    def __str__(self) -> str:
        return translated(self.name, self.names)

    @property
    def total(self) -> Decimal:
        """What the lines of this seller cost, tax included."""
        return sum((row.total for row in self.rows), ZERO)


@dataclass(frozen=True)
class CartSheet:
    """The whole cart. Lines that can't be ordered as they are count in no total without a price. `held_until`: until
    when its goods are held at the checkout (perhaps a time that is over)."""

    shares: Sequence[CartShare]
    currency: str
    discounts: Outcome = field(default_factory=Outcome)
    codes: Sequence[str] = ()
    held_until: datetime | None = None

    @property
    def rows(self) -> list[CartRow]:
        """All rows, seller by seller."""
        return [row for share in self.shares for row in share.rows]

    @property
    def total(self) -> Decimal:
        """What all lines cost, tax included."""
        return sum((share.total for share in self.shares), ZERO)

    @property
    def faults(self) -> list[CartRow]:
        """The rows that block an order."""
        return [row for row in self.rows if row.fault]

    def __len__(self) -> int:
        return sum(len(share.rows) for share in self.shares)


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
    return _discounted(actor, storefront_id, sheet, lines[0].cart.codes)


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
    quantity, rate = row.line.quantity, row.goods.tax_rate
    amounts = line_amounts(row.price.amount, quantity, off, rate, row.price.tax_included, currency)
    return replace(row, discount=off, total=amounts.total)


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


def step_of_offer(factor: Decimal, offer: GoodsOffer | None) -> Decimal:
    """The least change of a quantity in a unit of `factor` base units, as the offer's multiple has it."""
    return step_of(factor, offer.multiple) if offer else Decimal(1)


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
    total = ZERO
    if goods and goods.kit and offer:
        offer = kit_offer(offer)
    if goods and goods.kit and price:
        total = kit_total(line, goods, price, prices, currency)
    elif goods and price:
        total = line_amounts(
            price.amount, line.quantity, ZERO, goods.tax_rate, price.tax_included, currency
        ).total
    return CartRow(
        line=line,
        goods=goods,
        offer=offer,
        price=price,
        fault=fault_of(line, goods, offer, price, supply),
        total=total,
    )
