"""Repairs the whole cart at once: every line that can't be ordered gets the quantity that can."""

from dinghuo.foundation.actor import Actor
from dinghuo.ordering.actions.clear_cart import clear_cart
from dinghuo.ordering.actions.fill_cart import LineRequest, fill_cart
from dinghuo.ordering.queries.cart import cart
from dinghuo.web.shared.session import Request


def repair_cart(request: Request, actor: Actor) -> None:
    """Set every blocked line to its repair, and take out those that have none."""
    storefront = request.storefront
    blocked = [row for row in cart(actor, storefront.id, storefront.currency).rows if row.fault]
    mended = [
        LineRequest(
            sku=row.line.variant.sku,
            quantity=row.fault.repair,
            unit=row.line.unit,
            seller=row.line.seller.code,
        )
        for row in blocked
        if row.fault and row.fault.repair
    ]
    gone = [row.line.id for row in blocked if row.fault and not row.fault.repair]
    if mended:
        fill_cart(actor, storefront.id, mended)
    if gone:
        clear_cart(actor, storefront.id, gone)
