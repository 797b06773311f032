"""Rounds tax once an order, for the sellers who want it like that."""

from collections.abc import Sequence

from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.rules.amounts import LineAmounts, TaxedLine, rounded_together
from dinghuo.ordering.rules.draft import by_seller
from dinghuo.ordering.steps.basket import Basket, standing
from dinghuo.pricing.states import Rounding


def round_taxes(baskets: Sequence[Basket]) -> None:
    """Round what is taxed in the baskets, after all discounts; nothing for sellers who round line by line."""
    for basket in standing(baskets):
        if not basket.rounds_orders:
            continue
        for seller_id, drafts in by_seller(basket.drafts).items():
            if seller_id in basket.rounds_orders:
                lines = [TaxedLine(draft.amounts, draft.tax_rate, draft.tax_included) for draft in drafts]
                amounts = rounded_together(lines, basket.purchase.currency)
                for draft, each in zip(drafts, amounts, strict=True):
                    draft.amounts = each


def round_change(order: Order, lines: Sequence[OrderLine], touched: Sequence[OrderLine]) -> None:
    """Round an order's tax again once some of its lines have changed, as it was rounded when it was placed. Only those
    take another share: what others were told, and what was invoiced of them, stays."""
    if order.tax_rounding != Rounding.ORDER or not touched:
        return
    changed = {line.id for line in touched}
    rest = {i for i, line in enumerate(lines) if line.id not in changed}
    taxed = [
        TaxedLine(LineAmounts(line.extended, line.tax, line.total), line.tax_rate, line.tax_included)
        for line in lines
    ]
    for line, each in zip(lines, rounded_together(taxed, order.currency, rest), strict=True):
        line.tax, line.total = each.tax, each.total
    OrderLine.objects.bulk_update(touched, ["tax", "total"])
