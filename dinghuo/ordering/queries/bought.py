"""What a customer has bought lately: what it looks for is most likely among it."""

from uuid import UUID

from dinghuo.catalogue.queries.question import Bought
from dinghuo.foundation.actor import Actor, allows
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.permissions import VIEW

#: How far back it looks, in orders and in articles.
ORDERS, ARTICLES = 30, 200


def bought_lately(actor: Actor, buyer_id: UUID | None) -> Bought:
    """The articles of a customer's last orders; none for who may not see them. One statement."""
    if buyer_id is None or not allows(actor, VIEW):
        return Bought()
    orders = Order.objects.filter(market_id=actor.market_id, buyer_id=buyer_id).order_by("-id")
    lines = OrderLine.objects.filter(
        market_id=actor.market_id, order_id__in=orders.values("id")[:ORDERS], quantity__gt=0
    )
    rows = lines.order_by("-id").values_list("variant_id", "variant__product_id")[:ARTICLES]
    found = list(dict.fromkeys(rows))
    return Bought(
        [variant_id for variant_id, _product in found],
        list(dict.fromkeys(product for _variant, product in found)),
    )
