"""The cart as its templates show it: rows with their place in the form, picture, tiers and what more would save."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.queries.cart import cart
from dinghuo.ordering.queries.cart_sheet import CartRow, CartShare, CartSheet
from dinghuo.ordering.queries.cart_terms import CartTerms, FreightGap, Gap, cart_terms
from dinghuo.ordering.queries.freight_words import freight_near, freight_words
from dinghuo.ordering.queries.small_fees import cart_fees
from dinghuo.ordering.queries.sums import cart_sums
from dinghuo.promotions.queries.words import goods_taken, near_words, told_refusals
from dinghuo.web.buyer.quota_words import quota_words
from dinghuo.web.buyer.typed import goods_value, key_of
from dinghuo.web.shared.fee_words import told_fees
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.price_words import Step, steps_of
from dinghuo.web.shared.sum_words import Sent, ToldSums, told_discounts

#: Lines on a page of the cart: what keeps it under 100 KB.
PAGE_ROWS = 28


@dataclass(frozen=True)
class ShownRow:
    """A line of the cart in the page. `place` is its place in the form; `key` names its parts in the page. `seller` is
    what the page calls the seller by, empty for its code."""

    row: CartRow
    picture: str
    place: int = 0
    seller: str = ""

    @property
    def key(self) -> str:
        """Names the goods in a page, the same wherever they are shown."""
        return key_of(self.row.line.variant.sku, self.seller or self.row.line.seller.code)

    @property
    def unnamed(self) -> "ShownRow":
        """The same in a page that doesn't name the seller."""
        return replace(self, seller=str(self.row.offer.offer_id)) if self.row.offer else self

    @property
    def packed(self) -> str:
        """What the stepper's hidden field holds."""
        line = self.row.line
        return goods_value(line.variant.sku, self.seller or line.seller.code, line.unit, plain(line.quantity))

    @property
    def units(self) -> list[str]:
        """The units to choose from; empty if there is only one."""
        units = list(self.row.goods.factors) if self.row.goods else []
        return units if len(units) > 1 else []

    @property
    def steps(self) -> list[Step]:
        """The tiers, if the price has any."""
        return steps_of(self.row.price, self.row.line.quantity)

    @property
    def quota(self) -> str:
        """How much of it may be ordered, in words; empty where nobody limits it."""
        told, goods = self.row.allowance, self.row.goods
        return quota_words(told, goods.base_unit) if told and goods else ""

    @property
    def more(self) -> Decimal | None:
        """How many more of the unit reach the next tier."""
        price = self.row.price
        if price is None or price.next_tier is None or self.row.fault:
            return None
        return price.next_tier.min_quantity - self.row.line.quantity


@dataclass(frozen=True)
class ShownShare:
    """The lines of one seller."""

    share: CartShare
    rows: Sequence[ShownRow]


@dataclass(frozen=True)
class ShownGap:
    """What lacks to a minimum, of one seller's goods or (`seller` empty) of all, perhaps only of some (`goods`); `note`
    in the seller's own words."""

    gap: Gap
    seller: str
    note: str
    goods: str = ""


@dataclass(frozen=True)
class ShownCart:
    """The whole cart in the page. `gaps`: what lacks to what orders must or should come to; `terms` with what sending
    it costs, as it is told of each seller in `freights`."""

    sheet: CartSheet
    shares: Sequence[ShownShare]
    gaps: Sequence[ShownGap] = ()
    terms: CartTerms = field(default_factory=CartTerms)

    @property
    def names(self) -> dict[UUID, str]:
        """The sellers' names."""
        return {share.share.seller_id: str(share.share) for share in self.shares}

    @property
    def freights(self) -> list[Sent]:
        """What sending each seller's goods costs, and why."""
        names, currency = self.names, self.sheet.currency
        return [
            Sent(
                names[seller_id] if len(names) > 1 else "",
                freight_words(each.kept(currency), currency),
                each.owed,
            )
            for seller_id, each in self.terms.freights.items()
        ]

    @property
    def free_from(self) -> list[str]:
        """How much more would be sent for nothing, in sentences."""
        return [
            freight_near(each, self.sheet.currency, self._seller(each)) for each in self.terms.freight_gaps
        ]

    def _seller(self, gap: FreightGap) -> str:
        return self.names[gap.seller_id] if gap.seller_id and len(self.shares) > 1 else ""

    @property
    def rows(self) -> list[ShownRow]:
        """All rows in the order in which they stand in the form."""
        return [row for share in self.shares for row in share.rows]

    @cached_property
    def by_key(self) -> dict[str, ShownRow]:
        """The rows by their key, and by that which they have where their sellers aren't named."""
        unnamed = {row.unnamed.key: row.unnamed for row in self.rows}
        return unnamed | {row.key: row for row in self.rows}

    @property
    def nearly(self) -> list[str]:
        """What nearly applies, in sentences; those of codes are told with the code."""
        lacking = [each for each in self.sheet.discounts.near if each.offer.coupon is None]
        return [near_words(each, self.sheet.currency) for each in lacking[:3]]

    @property
    def codes_refused(self) -> list[tuple[str, str]]:
        """Codes that give nothing, with why."""
        told = told_refusals(self.sheet.discounts, self.sheet.currency)
        return [(each["code"], each["message"]) for each in told]

    @property
    def blocked(self) -> list[ShownRow]:
        """The rows that keep the cart from being ordered."""
        return [row for row in self.rows if row.row.fault]

    @cached_property
    def told(self) -> ToldSums:
        """What it comes to as it stands: goods, discounts, freight, and fees for small orders and small quantities."""
        currency = self.sheet.currency
        kept = cart_fees(self.sheet, [shown.gap for shown in self.gaps])
        sums = cart_sums(self.sheet, kept, self.terms)
        off = sum((row.discount for row in self.sheet.rows), Decimal(0))
        taken = told_discounts(sums, off, goods_taken(self.sheet.discounts), currency)
        return ToldSums(sums, currency, taken, self.freights, told_fees(kept, currency))

    @property
    def total(self) -> Decimal:
        """What it comes to with fees and freight, tax included."""
        return self.told.sums.total

    @property
    def ready(self) -> bool:
        """True if it can be ordered as it is."""
        return bool(self.shares) and not self.blocked and not any(shown.gap.blocks for shown in self.gaps)


def shown_cart(actor: Actor, storefront: Any) -> ShownCart:
    """The actor's cart in a storefront."""
    sheet = cart(actor, storefront.id, storefront.currency)
    pictures = picture_addresses(actor, [row.line.variant_id for row in sheet.rows])
    shares = [
        ShownShare(share, [ShownRow(row, pictures.get(row.line.variant_id, "")) for row in share.rows])
        for share in sheet.shares
    ]
    names = {share.seller_id: str(share) for share in sheet.shares}
    terms = cart_terms(actor, storefront.id, sheet)
    return ShownCart(sheet, shares, [_shown(gap, names) for gap in terms.gaps], terms)


def _shown(gap: Gap, names: Mapping[UUID, str]) -> ShownGap:
    minimum = gap.minimum
    seller = names[minimum.seller_id] if minimum.seller_id else ""
    about = minimum.about
    goods = translated(about.name, dict(about.names)) if about else ""
    return ShownGap(gap, seller, translated(minimum.note, minimum.notes), goods)


@dataclass(frozen=True)
class CartPage:
    """Some of the cart's lines, seller by seller, so that the page of a long cart stays small. `start` counts lines."""

    shares: Sequence[ShownShare]
    start: int
    next: int | None
    total: int


def cart_page(shown: ShownCart, start: int = 0, blocked_only: bool = False) -> CartPage:
    """The lines from `start` on, those that block an order only if asked; numbered as they stand in the form."""
    wanted = [row for row in shown.rows if row.row.fault or not blocked_only]
    start = start if 0 <= start < len(wanted) else 0
    placed = [replace(row, place=place) for place, row in enumerate(wanted[start : start + PAGE_ROWS])]
    by_seller: dict[UUID, list[ShownRow]] = {}
    for row in placed:
        by_seller.setdefault(row.row.line.seller_id, []).append(row)
    shares = [
        ShownShare(share.share, by_seller[share.share.seller_id])
        for share in shown.shares
        if share.share.seller_id in by_seller
    ]
    end = start + len(placed)
    return CartPage(shares, start, end if end < len(wanted) else None, len(wanted))
