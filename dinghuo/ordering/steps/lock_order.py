"""Finds an order and locks it, so that whoever changes it is alone with it."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound, StaleVersion
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.promotions.steps.settle_discounts import lock_discounts


def lock_order(
    actor: Actor, number: str | None = None, order_id: UUID | None = None, version: int | None = None
) -> tuple[Order, list[OrderLine]]:
    """The order by number or id with its lines by position, locked until the transaction ends.

    Raises NotFound where the actor has no part in it, StaleVersion where `version` is given and isn't its version.
    """
    wanted = {"number": number} if number is not None else {"id": order_id}
    order = Order.objects.select_for_update().filter(market_id=actor.market_id, **wanted).first()
    if order is None:
        raise NotFound(number or str(order_id))
    if version is not None and version != order.version:
        raise StaleVersion(
            _("This order was changed in the meantime. Look at it again."), instead={"version": order.version}
        )
    if order.discount or order.freed:
        # Before stock, as placing does.
        lock_discounts(actor, order.id)
    lines = list(OrderLine.objects.filter(market_id=actor.market_id, order=order).order_by("position"))
    return order, lines
