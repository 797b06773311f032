"""Shows what placing would do - prices, approval, credit, stock - and leaves no trace."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from dinghuo.finance.queries.credit_for import CreditStanding, credit_for
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import OrderRequest, Placement, place_order

__all__ = ["Preview", "preview_order"]


@dataclass(frozen=True)
class Preview:
    """The orders as they would be placed (their numbers are drawn anew when they are), and what is left of credit."""

    placement: Placement
    needs_approval: bool
    total: Decimal
    credit: list[CreditStanding]


def preview_order(actor: Actor, request: OrderRequest) -> Preview:
    """What-if: run `place_order` in full and take it back. Raises whatever placing would raise."""
    with acting(actor):
        with transaction.atomic():
            placement = place_order(actor, request)
            credit = credit_for(actor, placement.group.buyer_id)
            transaction.set_rollback(True)
        return Preview(
            placement=placement,
            needs_approval=any(order.approval == "pending" for order in placement.orders),
            total=placement.group.total,
            credit=credit,
        )
