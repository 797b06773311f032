"""Goods as cards, rows and the order pad show them: price and stock in the unit people order in, and the stepper."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_goods import GoodsOffer
from dinghuo.catalogue.queries.items import Item
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.permissions import PLACE
from dinghuo.ordering.queries.cart_sheet import step_of_offer
from dinghuo.ordering.queries.shelf import ShelfItem
from dinghuo.pricing.queries.price_lines import PriceAnswer
from dinghuo.web.buyer.cart_view import ShownCart, ShownRow, shown_cart
from dinghuo.web.buyer.quota_words import quota_words
from dinghuo.web.buyer.typed import goods_value, key_of
from dinghuo.web.shared.pictures import address_of
from dinghuo.web.shared.price_words import Step, steps_of
from dinghuo.web.shared.size_words import pack_sizes
from dinghuo.web.shared.templatetags.amounts import number

#: Fewer than this of the ordered unit is told as little.
LITTLE = 10


@dataclass(frozen=True)
class Goods:
    """One article of a list. `cart`: its row in the cart, if it is there; `choose`: it comes in several variants, so
    that there is nothing to order before one is chosen."""

    shelf: ShelfItem
    offer: GoodsOffer | None
    cart: ShownRow | None
    choose: bool
    orderable: bool

    @property
    def item(self) -> Item:
        """The article."""
        return self.shelf.item

    @property
    def name(self) -> str:
        """The product's name where a row stands for all its variants, else the variant's own."""
        if self.choose:
            return translated(self.item.product_name, self.item.product_names)
        return translated(self.item.name, self.item.names)

    @property
    def picture(self) -> str:
        """The address of its picture."""
        return address_of(self.item.image)

    @property
    def seller(self) -> str:
        """The seller's code; empty where nobody offers it."""
        return self.offer.seller_code if self.offer else ""

    @property
    def seller_name(self) -> str:
        """The seller's name."""
        return translated(self.offer.seller_name, self.offer.seller_names) if self.offer else ""

    @property
    def key(self) -> str:
        """Names the goods in the page."""
        return key_of(self.item.sku, self.seller)

    @property
    def unit(self) -> str:
        """The unit shown: the cart's, else the one people usually order in."""
        return self.cart.row.line.unit if self.cart else self.item.default_unit

    @property
    def value(self) -> Decimal | str:
        """What stands in the stepper."""
        return self.cart.row.line.quantity if self.cart else ""

    @property
    def options(self) -> list[str] | None:
        """The options of a kit that come along; None where the page doesn't ask for them."""
        kit = self.item.kit
        return [part.sku for part in kit.taken] if kit and kit.options and kit.chosen is not None else None

    @property
    def is_other(self) -> bool:
        """True if it is in the cart with other options than are chosen on the page."""
        return bool(
            self.cart and self.options is not None and set(self.options) != set(self.cart.row.line.options)
        )

    @property
    def other_options(self) -> str:
        """The names of the options with which it is in the cart."""
        kit, taken = self.item.kit, self.cart.row.line.options if self.cart else ()
        return ", ".join(str(part) for part in (kit.options if kit else ()) if part.sku in taken)

    @property
    def packed(self) -> str:
        """What the stepper's hidden field holds."""
        had = plain(self.cart.row.line.quantity) if self.cart else ""
        return goods_value(self.item.sku, self.seller, self.unit, had, self.options)

    @property
    def units(self) -> list[str]:
        """The units to choose from; empty if there is only one."""
        units = [self.item.unit, *(pack.unit for pack in self.item.packs)]
        return units if len(units) > 1 else []

    @property
    def factor(self) -> Decimal:
        """Base units in one of the unit shown."""
        return self.item.factor(self.unit) or Decimal(1)

    @property
    def price(self) -> PriceAnswer | None:
        """For one of the unit shown: at the cart's quantity, else at the least."""
        return self.cart.row.price if self.cart and not self.is_other else self.shelf.pack_price

    @property
    def steps(self) -> list[Step]:
        """The tiers of the price."""
        quantity = self.cart.row.line.quantity if self.cart else Decimal(0)
        return steps_of(self.price, quantity)

    @property
    def more_steps(self) -> list[Step]:
        """The tiers above the one that counts."""
        return [step for step in self.steps[1:] if not step.now]

    @property
    def step(self) -> Decimal:
        """The least change of the quantity."""
        return step_of_offer(self.factor, self.offer)

    @property
    def available(self) -> Decimal | None:
        """Whole units that are available, where the buyer may see how many."""
        stock = self.shelf.stock
        if stock is None or stock.quantity is None:
            return None
        return (stock.quantity / self.factor).to_integral_value(ROUND_FLOOR)

    @property
    def is_little(self) -> bool:
        """True if few are left, as far as the buyer may know."""
        if self.shelf.stock is None or self.available is None:
            return bool(self.shelf.stock and self.shelf.stock.is_low)
        return self.available < LITTLE

    @property
    def is_out(self) -> bool:
        """True if none is left for a whole unit, as far as the buyer may know."""
        if self.available is not None:
            return self.available <= 0
        return self.shelf.stock is not None and self.shelf.stock.in_stock is False

    @property
    def stock_words(self) -> str:
        """In stock, where the buyer may not see how many; empty where there is a number, or nothing is told."""
        stock = self.shelf.stock
        if stock is None or stock.quantity is not None or not stock.in_stock:
            return ""
        if stock.at_least:
            return f"{number(stock.at_least)}+ {self.item.unit}"
        return _("few left") if stock.is_low else _("in stock")

    @property
    def quota(self) -> str:
        """How much of it may be ordered, in words; empty where nobody limits it."""
        told = self.shelf.allowance
        return quota_words(told, self.item.unit) if told else ""

    @property
    def least(self) -> Decimal | None:
        """The least quantity in base units, if it is worth telling."""
        if self.offer is None or self.offer.minimum <= max(self.factor, Decimal(1)):
            return None
        return self.offer.minimum

    @property
    def sizes(self) -> list[tuple[str, str]]:
        """Weight and volume by unit, of the units that tell them."""
        units = [self.item.base, *self.item.packs]
        return [(unit.unit, told) for unit in units if (told := pack_sizes(unit))]

    @property
    def packs(self) -> list[Any]:
        """The packs larger than the base unit."""
        return [pack for pack in self.item.packs if pack.factor != 1]

    @property
    def others(self) -> int:
        """How many other sellers offer it."""
        return max(len(self.item.offers) - 1, 0)


def cart_of(actor: Actor, storefront: Any) -> ShownCart | None:
    """The cart for the steppers of a page; None for who may not order."""
    return shown_cart(actor, storefront) if allows(actor, PLACE) else None


def goods_of(items: Iterable[ShelfItem], cart: ShownCart | None, grouped: bool = True) -> list[Goods]:
    """The articles of a list with what is in the cart of each. `grouped`: a row may stand for several variants."""
    return [_goods(item, cart, grouped and item.item.variant_count > 1) for item in items]


def offers_of(items: Iterable[ShelfItem], cart: ShownCart | None) -> list[Goods]:
    """One article as each of its sellers offers it."""
    return [_goods(item, cart, False) for item in items]


def _goods(item: ShelfItem, cart: ShownCart | None, choose: bool) -> Goods:
    offer = item.offer
    in_cart = cart.by_key.get(key_of(item.item.sku, offer.seller_code)) if cart and offer else None
    return Goods(
        item,
        offer,
        in_cart,
        choose,
        bool(cart is not None and offer and item.pack_price and not item.hindrance),
    )
