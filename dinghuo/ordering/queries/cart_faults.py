"""Says what keeps a line of the cart from being ordered, and the one quantity that would mend it."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_goods import Goods, GoodsOffer
from dinghuo.foundation.fields import named
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.rules.shown import EXACT, Display, ShownStock, shown
from dinghuo.ordering.models import CartLine
from dinghuo.ordering.rules.packing import most_units, orderable, orderable_units
from dinghuo.ordering.rules.quotas import Allowance
from dinghuo.pricing.queries.price_lines import PriceAnswer


@dataclass(frozen=True)
class CartFault:
    """What blocks a line, in words; `repair` is a quantity in its unit that can be ordered, zero for none."""

    code: str
    message: str
    repair: Decimal


@dataclass(frozen=True)
class Supply:
    """What is available of an article, and what the whole cart wants of it, in base units; what may be told of it."""

    available: Decimal
    wanted: Decimal
    display: Display = EXACT


def fault_of(
    line: CartLine, goods: Goods | None, offer: GoodsOffer | None, price: PriceAnswer | None, supply: Supply
) -> CartFault | None:
    """The first thing that blocks the line; None if it can be ordered."""
    nothing = Decimal(0)
    if goods is None or offer is None:
        return CartFault("not-for-sale", _("This is no longer sold here."), nothing)
    factor = goods.factors.get(line.unit)
    if factor is None:
        return CartFault(
            "unit",
            _("This isn’t sold by %(unit)s any more.") % {"unit": line.unit},
            nothing,
        )
    gone = goods.kit.unknown(line.options) if goods.kit else line.options
    if gone:
        told = {"sku": ", ".join(gone), "name": named(goods)}
        words = _("%(sku)s is no optional part of %(name)s any more. Choose again.")
        return CartFault("options", words % told, nothing)
    if price is None:
        return CartFault("price-on-request", _("No price is agreed for this yet. Ask the seller."), nothing)
    packing = _packing(line, goods, offer, factor)
    short = _short(line, goods, offer, factor, supply, packing.repair if packing else line.quantity)
    return short or packing


def quota_fault(
    line: CartLine, goods: Goods, offer: GoodsOffer, told: Allowance, wanted: Decimal
) -> CartFault:
    """More is wanted (in all lines of the cart, in base units) than the buyer may order for now."""
    factor = goods.factors[line.unit]
    left = max(told.left - (wanted - line.quantity * factor), Decimal(0)) if goods.kit is None else Decimal(0)
    repair = most_units(left, factor, offer.minimum, offer.multiple)
    words = _("You may order %(limit)s %(unit)s of it for now, %(left)s of that are left.")
    numbers = {"limit": plain(told.limit), "left": plain(told.left), "unit": goods.base_unit}
    return CartFault("over-quota", words % numbers, repair)


def _packing(line: CartLine, goods: Goods, offer: GoodsOffer, factor: Decimal) -> CartFault | None:
    base = line.quantity * factor
    if orderable(base, offer.minimum, offer.multiple) == base:
        divided = goods.divided(base)
        return (
            CartFault("divided", divided, line.quantity.to_integral_value(ROUND_CEILING)) if divided else None
        )
    better = orderable_units(line.quantity, factor, offer.minimum, offer.multiple)
    if base < offer.minimum:
        words = _("Sold from %(least)s %(unit)s.") % {"least": plain(offer.minimum), "unit": goods.base_unit}
        return CartFault("below-minimum", words, better)
    words = _("Sold in steps of %(step)s %(unit)s.") % {
        "step": plain(offer.multiple),
        "unit": goods.base_unit,
    }
    return CartFault("no-multiple", words, better)


def _short(
    line: CartLine, goods: Goods, offer: GoodsOffer, factor: Decimal, supply: Supply, quantity: Decimal
) -> CartFault | None:
    """Whether less is there than `quantity`: what is wanted, or what it would have to be made for its packing."""
    others = supply.wanted - line.quantity * factor
    if not goods.stocked or offer.backorder_allowed or others + quantity * factor <= supply.available:
        return None
    told = shown(supply.display, supply.available)
    left = max(told.sure - others, Decimal(0))
    repair = most_units(left, factor, offer.minimum, offer.multiple)
    return CartFault("out-of-stock", _short_words(told, goods.base_unit), repair)


def _short_words(told: ShownStock, unit: str) -> str:
    if told.in_stock is False:
        return _("Out of stock.")
    if told.quantity is not None:
        return _("Only %(left)s %(unit)s left.") % {"left": plain(told.quantity), "unit": unit}
    if told.at_least:
        words = _("Less is in stock than you want. There are at least %(least)s %(unit)s.")
        return words % {"least": plain(told.at_least), "unit": unit}
    return _("Less is in stock than you want. Try fewer.")
