"""Holds what a buyer's change makes of an order against how much the buyer may order."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import named
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.errors import QuotaExceeded
from dinghuo.ordering.models import Order, OrderLine, QuotaUse
from dinghuo.ordering.queries.rations import rations
from dinghuo.organisations.models import Market


def ration_change(actor: Actor, order: Order, lines: Sequence[OrderLine]) -> None:
    """Raise QuotaExceeded if these lines of the order, of which there are more units now, are more than its buyer may
    order. Asked when all is written, before money is: two changes at once are counted one after the other."""
    if not lines or not Market.objects.filter(id=actor.market_id, rations=True).exists():
        return
    keys = {(order.buyer_id, line.variant_id, order.seller_id) for line in lines}
    limited = rations(actor, keys, lock=True).allowances
    counted = [line for line in lines if (order.buyer_id, line.variant_id, order.seller_id) in limited]
    _note(actor, order, counted)
    found = rations(actor, set(limited))
    over: list[OrderLine] = []
    for line in counted:
        told = found.allowances[order.buyer_id, line.variant_id, order.seller_id]
        if told.used > told.limit or line.counters.unshipped + line.shipped > told.limit:
            over.append(line)
    if over:
        limits = {line: found.allowances[order.buyer_id, line.variant_id, order.seller_id] for line in over}
        words = ", ".join(
            f"{named(line)}: {plain(told.limit)} {line.base_unit}" for line, told in limits.items()
        )
        raise QuotaExceeded(
            _("That is more than this customer may order for now. At most: %(told)s.") % {"told": words},
            lines=[
                {
                    "line": line.position,
                    "sku": line.sku,
                    "limit": plain(told.limit),
                    "wanted": plain(max(told.used, Decimal(0))),
                    "unit": line.base_unit,
                }
                for line, told in limits.items()
            ],
        )


def _note(actor: Actor, order: Order, lines: Sequence[OrderLine]) -> None:
    """A line that was placed before there was a quota counts from now on, for the day on which it was placed."""
    uses = [
        QuotaUse(
            market_id=actor.market_id,
            line_id=line.id,
            variant_id=line.variant_id,
            buyer_id=order.buyer_id,
            seller_id=order.seller_id,
            at=order.placed_at,
        )
        for line in lines
    ]
    QuotaUse.objects.bulk_create(uses, ignore_conflicts=True)
