"""Makes the orders, not yet saved, that baskets fall into: one per seller."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.numbers import draw_series
from dinghuo.foundation.rows import new_row
from dinghuo.inventory.rules.incoming import promised_day
from dinghuo.ordering.models import Order, OrderGroup, OrderLine
from dinghuo.ordering.rules.draft import Draft, by_seller, total_of
from dinghuo.ordering.rules.minimums import fee_of
from dinghuo.ordering.rules.progress import payment_state
from dinghuo.ordering.states import Approval, OrderState
from dinghuo.ordering.steps.basket import Basket
from dinghuo.pricing.states import Rounding


def draft_orders(actor: Actor, baskets: Sequence[Basket], numbered: bool = True) -> None:
    """Give each basket its group and orders with their totals, and their numbers unless nobody will keep them
    (`numbered`): all numbers are drawn at once."""
    shares = [by_seller(basket.drafts) for basket in baskets]
    wanted = {"OG": len(baskets), "SO": sum(len(share) for share in shares)}
    drawn = (
        draw_series(actor.market_id, wanted) if numbered else {kind: [""] * n for kind, n in wanted.items()}
    )
    groups, orders = iter(drawn["OG"]), iter(drawn["SO"])
    for basket, share in zip(baskets, shares, strict=True):
        basket.group = _group(actor, basket, next(groups))
        basket.orders = [
            _order(actor, basket, next(orders), seller_id, drafts) for seller_id, drafts in share.items()
        ]


def basket_lines(basket: Basket) -> list[OrderLine]:
    """The lines of all the basket's orders, not yet saved."""
    shares = by_seller(basket.drafts)
    return [line for order in basket.orders for line in order_lines(order, shares[order.seller_id])]


def _group(actor: Actor, basket: Basket, number: str) -> OrderGroup:
    return new_row(
        OrderGroup,
        {
            "market_id": actor.market_id,
            "number": number,
            "buyer_id": basket.purchase.buyer_id,
            "placed_by_id": actor.person_id,
            "reference": basket.request.reference,
            "total": basket.total,
            "currency": basket.purchase.currency,
        },
    )


def _order(actor: Actor, basket: Basket, number: str, seller_id: UUID, drafts: Sequence[Draft]) -> Order:
    purchase, request, group = basket.purchase, basket.request, basket.group
    waits = basket.needs_approval
    fees = basket.fees.get(seller_id, ())
    fee, fee_tax = fee_of(fees)
    sent, freight, freight_tax = _freight(basket, seller_id)
    total = total_of(drafts) + freight + fee
    return new_row(
        Order,
        {
            "market_id": actor.market_id,
            "number": number,
            "group_id": group.id,
            "group_number": group.number,
            "kind": request.kind,
            "buyer_id": purchase.buyer_id,
            "seller_id": seller_id,
            "storefront_id": purchase.storefront_id,
            "state": OrderState.AWAITING_APPROVAL if waits else OrderState.SUBMITTED,
            "approval": Approval.PENDING if waits else Approval.NOT_NEEDED,
            "payment_state": payment_state(Decimal(0), total),
            "currency": purchase.currency,
            "subtotal": sum((draft.amounts.extended for draft in drafts), Decimal(0)),
            "discount": sum((draft.discount for draft in drafts), Decimal(0)),
            "freight": freight,
            "freight_tax": freight_tax,
            "freight_terms": sent,
            "fee": fee,
            "fee_tax": fee_tax,
            "fees": list(fees),
            "tax": sum((draft.amounts.tax for draft in drafts), fee_tax + freight_tax),
            "tax_rounding": (Rounding.ORDER if seller_id in basket.rounds_orders else Rounding.LINE).value,
            "shown_tax": basket.shown_tax,
            "total": total,
            "payable": total,
            "payment_method": request.payment_method,
            "payment_term_days": purchase.payment_term_days,
            "reference": request.reference,
            "note": request.note,
            "delivery_address": basket.address,
            "requested_date": request.requested_date,
            "placed_by_id": actor.person_id,
            "placed_by_name": actor.person_name,
            "placed_by_organisation_id": actor.organisation_id,
            "placed_at": group.placed_at,
        },
    )


def _freight(basket: Basket, seller_id: UUID) -> tuple[dict[str, Any], Decimal, Decimal]:
    """What sending the seller's order costs: as it is kept, the amount, and the tax in it."""
    found = basket.freights.get(seller_id)
    if found is None:
        return {}, Decimal(0), Decimal(0)
    currency = basket.purchase.currency
    return found.kept(currency), found.owed, found.tax(currency)


def order_lines(order: Order, drafts: Sequence[Draft], first_position: int = 1) -> list[OrderLine]:
    """The lines of one order, not yet saved, numbered from `first_position`."""
    return [
        new_row(
            OrderLine,
            {
                "id": draft.line_id,
                "market_id": order.market_id,
                "order_id": order.id,
                "buyer_id": order.buyer_id,
                "seller_id": order.seller_id,
                "position": position,
                "variant_id": draft.variant_id,
                "sku": draft.sku,
                "name": draft.name,
                "names": draft.names,
                "stocked": draft.stocked,
                "unit": draft.unit,
                "base_unit": draft.base_unit,
                "factor": draft.factor,
                "quantity": draft.quantity,
                "unit_price": draft.unit_price,
                "list_price": draft.list_price,
                "tax_rate": draft.tax_rate,
                "tax_included": draft.tax_included,
                "extended": draft.amounts.extended,
                "discount": draft.discount,
                "tax": draft.amounts.tax,
                "total": draft.amounts.total,
                "explanation": draft.explanation,
                "routing": draft.routing,
                "kit": draft.kit.kept if draft.kit else None,
                "requested_date": draft.requested_date or order.requested_date,
                "ordered": draft.base_quantity,
                "held": draft.held,
                "promised": draft.promised,
                "promised_date": promised_day(draft.pledges, draft.waiting),
            },
        )
        for position, draft in enumerate(drafts, first_position)
    ]
