"""Makes the orders, not yet saved, that drafted lines fall into: one per seller."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.numbers import draw_series
from dinghuo.ordering.models import Order, OrderGroup, OrderLine
from dinghuo.ordering.rules.draft import Draft, by_seller, total_of
from dinghuo.ordering.rules.progress import payment_state
from dinghuo.ordering.rules.request import OrderRequest
from dinghuo.ordering.states import Approval, OrderState
from dinghuo.ordering.steps.find_buyer import Purchase


def draft_orders(
    actor: Actor,
    purchase: Purchase,
    request: OrderRequest,
    drafts: Sequence[Draft],
    address: dict[str, Any],
    needs_approval: bool,
    numbered: bool = True,
) -> tuple[OrderGroup, list[Order]]:
    """The group and its orders with their totals, and their numbers unless nobody will keep them (`numbered`)."""
    shares = by_seller(drafts)
    wanted = {"OG": 1, "SO": len(shares)}
    drawn = (
        draw_series(actor.market_id, wanted) if numbered else {kind: [""] * n for kind, n in wanted.items()}
    )
    group = OrderGroup(
        market_id=actor.market_id,
        number=drawn["OG"][0],
        buyer_id=purchase.buyer_id,
        placed_by_id=actor.person_id,
        reference=request.reference,
        total=total_of(drafts),
        currency=purchase.currency,
    )
    orders = []
    for number, (seller_id, share) in zip(drawn["SO"], shares.items(), strict=True):
        total = total_of(share)
        orders.append(
            Order(
                market_id=actor.market_id,
                number=number,
                group=group,
                group_number=group.number,
                kind=request.kind,
                buyer_id=purchase.buyer_id,
                seller_id=seller_id,
                storefront_id=purchase.storefront_id,
                state=OrderState.AWAITING_APPROVAL if needs_approval else OrderState.SUBMITTED,
                approval=Approval.PENDING if needs_approval else Approval.NOT_NEEDED,
                payment_state=payment_state(Decimal(0), total),
                currency=purchase.currency,
                subtotal=sum((draft.amounts.extended for draft in share), Decimal(0)),
                tax=sum((draft.amounts.tax for draft in share), Decimal(0)),
                total=total,
                payable=total,
                payment_method=request.payment_method,
                payment_term_days=purchase.payment_term_days,
                reference=request.reference,
                note=request.note,
                delivery_address=address,
                requested_date=request.requested_date,
                placed_by_id=actor.person_id,
                placed_by_name=actor.person_name,
                placed_by_organisation_id=actor.organisation_id,
                placed_at=group.placed_at,
            )
        )
    return group, orders


def order_lines(order: Order, drafts: Sequence[Draft], first_position: int = 1) -> list[OrderLine]:
    """The lines of one order, not yet saved, numbered from `first_position`."""
    return [
        OrderLine(
            id=draft.line_id,
            market_id=order.market_id,
            order=order,
            buyer_id=order.buyer_id,
            seller_id=order.seller_id,
            position=position,
            variant_id=draft.variant_id,
            sku=draft.sku,
            name=draft.name,
            names=draft.names,
            stocked=draft.stocked,
            unit=draft.unit,
            base_unit=draft.base_unit,
            factor=draft.factor,
            quantity=draft.quantity,
            unit_price=draft.unit_price,
            list_price=draft.list_price,
            tax_rate=draft.tax_rate,
            tax_included=draft.tax_included,
            extended=draft.amounts.extended,
            discount=draft.discount,
            tax=draft.amounts.tax,
            total=draft.amounts.total,
            explanation=draft.explanation,
            requested_date=draft.requested_date or order.requested_date,
            ordered=draft.base_quantity,
            held=draft.held,
        )
        for position, draft in enumerate(drafts, first_position)
    ]
