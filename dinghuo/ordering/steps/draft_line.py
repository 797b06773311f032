"""Begins the draft of a line: what is ordered, of whom, by which unit."""

from decimal import Decimal

from dinghuo.catalogue.queries.find_goods import Goods, GoodsOffer
from dinghuo.foundation.ids import new_id
from dinghuo.ordering.rules.draft import Draft
from dinghuo.ordering.rules.request import LineRequest


def draft_line(
    index: int,
    request: LineRequest,
    goods: Goods,
    offer: GoodsOffer,
    unit: str,
    quantity: Decimal,
    base_quantity: Decimal,
) -> Draft:
    """So much of the goods by the unit, `base_quantity` in base units, as the offer sells it; prices come later."""
    return Draft(
        index=index,
        line_id=new_id(),
        variant_id=goods.variant_id,
        seller_id=offer.seller_id,
        sku=goods.sku,
        name=goods.name,
        names=goods.names,
        stocked=goods.stocked,
        unit=unit,
        base_unit=goods.base_unit,
        factor=goods.factors[unit],
        quantity=quantity,
        base_quantity=base_quantity,
        tax_rate=goods.tax_rate,
        taxed_by=goods.taxed_by,
        backorder_allowed=offer.backorder_allowed,
        requested_date=request.requested_date,
        override=request.price,
        minimum=offer.minimum,
        multiple=offer.multiple,
        governed=goods.governed,
        grams=goods.weight(unit, quantity),
    )
