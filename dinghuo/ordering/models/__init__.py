"""The tables of ordering: one file an aggregate."""

from dinghuo.ordering.models.cart import Cart, CartLine
from dinghuo.ordering.models.change import OrderChange
from dinghuo.ordering.models.freight_term import FreightTerm
from dinghuo.ordering.models.message import OrderMessage
from dinghuo.ordering.models.order import LineMove, Order, OrderGroup, OrderLine
from dinghuo.ordering.models.quota import Quota, QuotaUse

__all__ = [
    "Cart",
    "CartLine",
    "FreightTerm",
    "LineMove",
    "Order",
    "OrderChange",
    "OrderGroup",
    "OrderLine",
    "OrderMessage",
    "Quota",
    "QuotaUse",
]
