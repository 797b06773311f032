"""Reads a kit that was asked for into the drafts of its parts."""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_goods import Goods, GoodsOffer
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import named
from dinghuo.foundation.ids import new_id
from dinghuo.ordering.rules.draft import Draft
from dinghuo.ordering.rules.kits import KitOf
from dinghuo.ordering.rules.request import LineRequest
from dinghuo.ordering.steps.draft_line import draft_line

ONE = Decimal(1)


def read_kit(
    faults: Faults, at: str, index: int, request: LineRequest, goods: Goods, offer: GoodsOffer, unit: str
) -> list[Draft]:
    """A draft for each part that comes, in the parts' own base units, from the seller of the kit. Collects a fault for
    each part that this seller doesn't sell or that can't be divided like this; minimum and step are the kit's."""
    if goods.kit is None:
        return []
    kit = _kit(request, goods, offer, unit)
    drafts = []
    for part, found in zip(goods.kit.times(goods.factors[unit]), goods.coming, strict=True):
        sold = next((each for each in found.offers if each.seller_id == offer.seller_id), None)
        quantity = round(part.quantity * request.quantity, 6)
        told = {"kit": named(goods), "name": named(found)}
        if sold is None:
            faults.add(f"{at}.sku", "part", _("%(kit)s: the seller doesn’t sell %(name)s any more.") % told)
        elif divided := found.divided(quantity):
            faults.add(f"{at}.quantity", "divided", f"{named(goods)}: {named(found)}: {divided}")
        else:
            draft = draft_line(index, request, found, sold, found.base_unit, quantity, quantity)
            # What may be ordered at least, and in which steps, is said of the kit.
            draft.minimum, draft.multiple = ONE, ONE
            draft.kit = replace(kit, optional=True) if part.optional else kit
            drafts.append(draft)
    return drafts


def _kit(request: LineRequest, goods: Goods, offer: GoodsOffer, unit: str) -> KitOf:
    return KitOf(
        id=new_id(),
        variant_id=goods.variant_id,
        sku=goods.sku,
        name=goods.name,
        names=goods.names,
        unit=unit,
        base_unit=goods.base_unit,
        quantity=request.quantity,
        base_quantity=request.quantity * goods.factors[unit],
        by_parts=goods.kit is not None and goods.kit.by_parts and request.price is None,
        given=request.price is not None,
        minimum=offer.minimum,
        multiple=offer.multiple,
        governed=goods.governed,
    )
