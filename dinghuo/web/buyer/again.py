"""Articles to order again, as rows with the quantity of last time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from dinghuo.foundation.quantity import plain
from dinghuo.ordering.queries.reorder import Again
from dinghuo.web.buyer.cart_view import ShownCart
from dinghuo.web.buyer.shelf_view import Goods, goods_of
from dinghuo.web.buyer.typed import goods_value


@dataclass(frozen=True)
class AgainRow:
    """An article with what was ordered last; `unit` is offered still."""

    goods: Goods
    quantity: Decimal
    unit: str
    at: datetime

    @property
    def packed(self) -> str:
        """What one tap sends."""
        return goods_value(self.goods.item.sku, self.goods.seller, self.unit, plain(self.quantity))


def again_rows(found: Sequence[Again], cart: ShownCart | None) -> list[AgainRow]:
    """The rows of a page, each with what is in the cart of it."""
    shown = goods_of([each.shelf for each in found], cart)
    return [
        AgainRow(goods, each.quantity, each.unit, each.at)
        for goods, each in zip(shown, found, strict=True)
        if goods.item.factor(each.unit)
    ]
