"""Reads what was asked for into drafted lines: which goods, from whom, in which unit, and every fault at once."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.catalogue.queries.find_goods import Goods, GoodsOffer, find_goods
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import named
from dinghuo.ordering.rules.draft import Draft
from dinghuo.ordering.rules.request import LineRequest
from dinghuo.ordering.rules.small_lines import SmallLine, is_small
from dinghuo.ordering.steps.check_packing import check_packing
from dinghuo.ordering.steps.check_papers import check_papers, hindered
from dinghuo.ordering.steps.draft_line import draft_line
from dinghuo.ordering.steps.find_buyer import Purchase
from dinghuo.ordering.steps.read_kit import read_kit

#: Lines in one order; more is a file that belongs in an import.
MOST_LINES = 2000
MOST = Decimal(10) ** 9


def read_lines(
    actor: Actor, purchase: Purchase, requests: Sequence[LineRequest], path: str = "lines"
) -> list[Draft]:
    """Drafts for the lines asked for, with goods that this storefront offers, in one query for all lines.

    Raises Invalid as draft_lines and check_papers do.
    """
    skus = [request.sku for request in requests[:MOST_LINES]]
    goods = find_goods(actor, purchase.storefront_id, skus, purchase.buyer_id, purchase.tax_region)
    drafts = draft_lines(requests, goods, path)
    check_papers(drafts, hindered(actor, purchase.buyer_id, drafts), path)
    return drafts


def draft_lines(
    requests: Sequence[LineRequest], goods: Mapping[str, Goods], path: str = "lines"
) -> list[Draft]:
    """Drafts for the lines asked for, with the goods known by their codes; for a kit those of its parts.

    Raises Invalid with every fault: unknown code, unit or seller, quantity not positive, below the minimum, no whole
    multiple. A code that exists but isn't offered here is unknown here.
    """
    faults = Faults()
    if not requests:
        faults.add(path, "required", _("Order at least one line."))
    if len(requests) > MOST_LINES:
        faults.add(
            path,
            "too-many",
            ngettext("At most %(most)s line.", "At most %(most)s lines.", MOST_LINES) % {"most": MOST_LINES},
        )
        requests = requests[:0]
    drafts: list[Draft] = []
    for i, request in enumerate(requests):
        drafts += _read(faults, f"{path}.{i}", i, request, goods.get(request.sku))
    faults.raise_any()
    return drafts


def _read(faults: Faults, at: str, index: int, request: LineRequest, goods: Goods | None) -> list[Draft]:
    if goods is None:
        faults.add(f"{at}.sku", "unknown", _("There is no article %(sku)s here.") % {"sku": request.sku})
        return []
    before = len(faults.found)
    goods = _chosen(faults, at, goods, request.options or ())
    unit = request.unit or goods.base_unit
    factor = _factor(faults, at, goods, unit)
    offer = _offer(goods, request.seller)
    if offer is None:
        faults.add(
            f"{at}.seller", "unknown", _("%(name)s isn't offered by this seller.") % {"name": named(goods)}
        )
    _check_numbers(faults, at, request)
    if len(faults.found) > before or factor is None or offer is None:
        return []
    base = request.quantity * factor
    if base != round(base, 6):
        faults.add(f"{at}.quantity", "precision", _("At most six decimals."))
        return []
    check_packing(faults, f"{at}.quantity", goods, offer, unit, base)
    if goods.kit:
        drafts = read_kit(faults, at, index, request, goods, offer, unit)
    else:
        drafts = [draft_line(index, request, goods, offer, unit, request.quantity, base)]
    if drafts and offer.wish and is_small(offer.wish, base):
        # Of a kit once, not for each of its parts.
        drafts[0].small = SmallLine(offer.wish, goods.sku, goods.base_unit, base)
    return drafts


def _chosen(faults: Faults, at: str, goods: Goods, options: Sequence[str]) -> Goods:
    """The goods with the optional parts asked for."""
    unknown = goods.kit.unknown(options) if goods.kit else options
    for sku in unknown:
        told = {"sku": sku[:60], "name": named(goods)}
        faults.add(f"{at}.options", "unknown", _("%(sku)s is no optional part of %(name)s.") % told)
    return goods.chosen(options)


def _factor(faults: Faults, at: str, goods: Goods, unit: str) -> Decimal | None:
    factor = goods.factors.get(unit)
    if factor is None:
        faults.add(
            f"{at}.unit",
            "unknown",
            _("%(name)s isn't sold by %(unit)s, but by %(units)s.")
            % {"name": named(goods), "unit": unit, "units": ", ".join(goods.factors)},
        )
    return factor


def _check_numbers(faults: Faults, at: str, request: LineRequest) -> None:
    if not request.quantity.is_finite() or request.quantity <= 0:
        faults.add(f"{at}.quantity", "positive", _("Order more than zero."))
    elif request.quantity > MOST:
        faults.add(f"{at}.quantity", "too-large", _("This is more than anybody has."))
    if request.price is not None and not (request.price.is_finite() and 0 < request.price < MOST):
        faults.add(f"{at}.price", "positive", _("A price must be more than zero."))


def _offer(goods: Goods, seller: str | None) -> GoodsOffer | None:
    if not seller:
        return goods.offers[0] if goods.offers else None
    return next(
        (offer for offer in goods.offers if offer.is_of(seller) or seller == str(offer.seller_id)), None
    )
